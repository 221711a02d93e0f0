import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate } from '../../../../landfall/analysis/evaluator/evaluate';
import type {
  Decision,
  NamedDocument,
  PolicyContext,
  Principal,
  Question,
} from '../../../../landfall/analysis/evaluator/types';

/** As `scripts/oracle/generate.mjs` writes it. */
interface Asked {
  readonly principal: { readonly kind: 'role' | 'user'; readonly arn: string; readonly session?: string };
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount: string;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  readonly scp: readonly (readonly unknown[])[];
  readonly rcp: readonly (readonly unknown[])[];
  readonly identity: readonly unknown[];
  readonly boundary?: unknown;
  readonly session?: unknown;
  readonly resourcePolicy?: unknown;
  readonly answer: 'Allowed' | 'ExplicitlyDenied' | 'ImplicitlyDenied';
}

/** The first line says which oracle it was. */
const questions = readFileSync(join(__dirname, 'oracle.jsonl'), 'utf8').trim().split('\n').slice(1).map(readQuestion);

function readQuestion(line: string): Asked {
  const parsed: unknown = JSON.parse(line);
  if (!isAsked(parsed)) throw new Error(`no question: ${line}`);
  return parsed;
}

function isAsked(value: unknown): value is Asked {
  return typeof value === 'object' && value !== null && 'action' in value && 'answer' in value;
}

const full = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const fullResourceControl = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
};

const named = (policy: unknown, index = 0): NamedDocument => ({
  name: `p${index}`,
  text: JSON.stringify(policy === 'full' ? full : policy),
});

function answerOf(asked: Asked): Decision {
  const principal: Principal = { ...asked.principal, account: '111111111111' };
  const question: Question = {
    principal,
    action: asked.action,
    resource: asked.resource,
    resourceAccount: asked.resourceAccount,
    context: new Map(Object.entries(asked.context).map(([key, values]) => [key, [values].flat()])),
  };
  const policies: PolicyContext = {
    scpLevels: asked.scp.map((level, index) => ({ name: `l${index}`, documents: level.map(named) })),
    rcpLevels: asked.rcp.map((level, index) => ({
      name: `l${index}`,
      documents: [fullResourceControl, ...level].map(named),
    })),
    identity: asked.identity.map(named),
    ...(asked.boundary === undefined ? {} : { boundary: named(asked.boundary) }),
    ...(asked.session === undefined ? {} : { session: [named(asked.session)] }),
    ...(asked.resourcePolicy === undefined ? {} : { resource: named(asked.resourcePolicy) }),
  };
  return evaluate(question, policies);
}

const words = { allow: 'Allowed', 'explicit-deny': 'ExplicitlyDenied', 'implicit-deny': 'ImplicitlyDenied' } as const;

/** Questions by number whose answers differ, each with the reason. */
const noTrust =
  'Every role has a trust policy; without one nobody is let in. The oracle takes a missing one for consent';
const notReached = "Resource control policies don't reach Lambda; the oracle applies them to every service";
const notPrincipal =
  'NotPrincipal leaves out those whose account, identity and session are listed; the oracle takes the account for all of it';
const ifExists = 'IfExists holds for a missing key, whatever the set operator; the oracle lets ForAnyValue go first';
const wildcard =
  'Neither boundary nor session policy limits what a wildcard in Principal grants in the same account; the oracle lets the session policy do so';
const explained: ReadonlyMap<number, string> = new Map([
  [28, noTrust],
  [40, noTrust],
  [172, notReached],
  [179, notReached],
  [208, notReached],
  [309, notPrincipal],
  [420, notReached],
  [474, ifExists],
  [513, noTrust],
  [532, noTrust],
  [622, wildcard],
  [648, notReached],
  [719, ifExists],
  [742, notPrincipal],
  [772, noTrust],
  [794, noTrust],
  [932, noTrust],
  [969, notReached],
  [977, noTrust],
  [998, ifExists],
]);

describe('an independent oracle', () => {
  it('was asked a thousand questions, with every answer among them', () => {
    expect(questions).toHaveLength(1000);
    for (const answer of Object.values(words)) {
      expect(questions.filter((asked) => asked.answer === answer).length).toBeGreaterThan(100);
    }
  });

  it('answers as the evaluator does, but for differences that are explained', () => {
    const different = questions.flatMap((asked, index) => {
      const { by, effect } = answerOf(asked);
      return words[effect] === asked.answer ? [] : [{ index, ours: `${effect} by ${by}`, oracle: asked.answer }];
    });
    expect(different.filter(({ index }) => !explained.has(index))).toEqual([]);
    expect(different.map(({ index }) => index)).toEqual([...explained.keys()]);
  });
});
