import { FactReader } from '../model/facts';
import { knownFacts } from '../model/plan';
import { parseStrictly, policyOrNothing, statementsOf } from '../model/policy-document';
import { policyText, policyVariables, type PolicyText, type PolicyVariables } from '../model/policy-text';
import { policyTypeNames } from '../model/policy-types';
import type { LandingZone, Policy } from '../model/zone';
import { check, type CheckInput, type Finding, type SourceRef } from './check';
import { limited, policyLimits } from './limits';
import { isOnlyRead } from './only-read';

/** LF1601 to LF1603, LF1606 and LF1821: policies are there, readable, know their variables and are small enough. */
export const policyFiles = check((input) => {
  const fill = filler(input);
  return input.zone.guardrails.policies.flatMap((policy) => findings(input.zone, policy, fill));
});

/** The file itself, for findings that are about what is in it. */
export function policyFile(policy: Policy): SourceRef {
  return { file: `policies/${policy.file}`, path: [] };
}

/** Variables of policies as an apply would fill them; ids that aren't known yet have placeholders of at least their length. */
export function knownVariables({ zone, lock }: Pick<CheckInput, 'zone' | 'lock'>): PolicyVariables {
  return policyVariables(zone, new FactReader(knownFacts(zone, lock.facts.facts)));
}

export function filler(input: Pick<CheckInput, 'zone' | 'lock'>): (policy: Policy) => PolicyText {
  const variables = knownVariables(input);
  return (policy) => policyText(policy.text, variables);
}

function findings(zone: LandingZone, policy: Policy, fill: (policy: Policy) => PolicyText): readonly Finding[] {
  if (policy.text.trim() === '') {
    return [
      {
        code: 'LF1601',
        at: policy.source,
        within: ['file'],
        message: `policies/${policy.file} does not exist or is empty`,
        help: 'Write the policy there, as JSON or YAML',
      },
    ];
  }
  const read = readPolicy(policy);
  if ('problem' in read) {
    return [
      {
        code: 'LF1602',
        at: policyFile(policy),
        ...(read.position === undefined ? {} : { position: read.position }),
        message: `policies/${policy.file} is not a policy: ${read.problem}`,
        help: 'A policy is one object, in JSON or YAML; mend it here',
      },
    ];
  }
  // AWS has taken the text as it is, and what looks like a variable of ours is none of ours.
  if (isOnlyRead(policy.manage, policy.awsId)) return [];
  const { content, unknown } = fill(policy);
  return [...unknown.flatMap((name) => unknownVariable(zone, policy, name)), ...tooLarge(policy, content)];
}

type Read =
  | { readonly value: object }
  | { readonly problem: string; readonly position?: { readonly line: number; readonly column: number } };

/** The policy as an object, or why it is none; reads it strictly unless told otherwise. */
export function readPolicy({ file, text }: Pick<Policy, 'file' | 'text'>, parse = parseStrictly): Read {
  try {
    const value = parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? { value } : { problem: 'it is not an object' };
  } catch (error) {
    // Policies are read as YAML, which takes JSON too but speaks of other mistakes than the one in a JSON file.
    return (file.endsWith('.json') ? jsonProblem(text) : undefined) ?? yamlProblem(error);
  }
}

function jsonProblem(text: string): Read | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const offset = /at position (\d+)/.exec(message)?.[1];
    // What is missing at the end is shown behind the last thing that is there.
    const before = text.slice(0, Math.min(Number(offset ?? text.length), text.trimEnd().length)).split('\n');
    const position = { line: before.length, column: (before.at(-1) ?? '').length + 1 };
    return { problem: message.split(/ (?:in JSON )?at position/)[0] ?? message, position };
  }
}

/** Errors of the YAML parser carry where they were found, as a pair of begin and end. */
function yamlProblem(error: unknown): Read {
  const problem = error instanceof Error ? (error.message.split(/ at line|\n/)[0] ?? '') : 'it cannot be read';
  if (typeof error !== 'object' || error === null || !('linePos' in error) || !Array.isArray(error.linePos)) {
    return { problem };
  }
  const start: unknown = error.linePos[0];
  if (typeof start !== 'object' || start === null || !('line' in start) || !('col' in start)) return { problem };
  const { line, col } = start;
  return typeof line === 'number' && typeof col === 'number'
    ? { problem, position: { line, column: col } }
    : { problem };
}

/** An account that is made after the units have their policies: one would wait for the other forever. */
function laterAccount(zone: LandingZone, name: string): string | undefined {
  const key = name.startsWith('account.') ? name.slice('account.'.length).toLowerCase() : undefined;
  return zone.accounts.find((account) => account.key === key)?.key;
}

const variablesThere =
  '${prefix}, ${region.home}, ${regions.governed}, ${organization.id}, ${organization.root}, ${unit.id.<unit>}, ${unit.path.<unit>}, ' +
  '${account.<management, deployment, log-archive or security-tooling>}, ${roles.<role>}';

function unknownVariable(zone: LandingZone, policy: Policy, name: string): readonly Finding[] {
  const later = laterAccount(zone, name);
  return placesOf(policy.text, `\${${name}}`).map((position) =>
    later === undefined ? unknownName(policy, name, position) : cycle(policy, name, later, position),
  );
}

type Position = NonNullable<Finding['position']>;

function cycle(policy: Policy, name: string, account: string, position: Position): Finding {
  return {
    code: 'LF1821',
    at: policyFile(policy),
    position,
    message: `policies/${policy.file} uses the variable ${name}, but ${account} is made only after the units have their policies: each would wait for the other`,
    help: 'Name the path of its unit (${unit.path.<unit>}) instead, or give the account its id in accounts.yaml once it is there',
  };
}

function unknownName(policy: Policy, name: string, position: Position): Finding {
  return {
    code: 'LF1606',
    at: policyFile(policy),
    position,
    message: `policies/${policy.file} uses the variable ${name}, which nobody knows here`,
    help: `There are ${variablesThere}; one that stands for a list must fill a whole string`,
  };
}

/** Every place of a word in a text, counted from 1. */
function placesOf(text: string, word: string): readonly { readonly line: number; readonly column: number }[] {
  return text.split('\n').flatMap((line, index) => {
    const columns: number[] = [];
    for (let at = line.indexOf(word); at >= 0; at = line.indexOf(word, at + 1)) columns.push(at + 1);
    return columns.map((column) => ({ line: index + 1, column }));
  });
}

function tooLarge(policy: Policy, content: string): readonly Finding[] {
  const { size } = policyLimits(policy.type);
  if (content.length <= size.value) return [];
  return [
    {
      code: 'LF1603',
      at: policy.source,
      within: ['file'],
      message: `policies/${policy.file} has ${content.length} characters, without white space and with its variables filled; ${policyTypeNames[policy.type]} allows ${limited(size)}`,
      help: `Shorten it by ${content.length - size.value}, or split it into two policies${largest(content)}`,
    },
  ];
}

/** The three largest statements of a policy, by which it is shortened first; nothing where it has no two. */
export function largest(content: string): string {
  const statements = statementsOf(policyOrNothing(content));
  if (statements.length < 2) return '';
  const sizes = statements.map((statement, index) => {
    const sid: unknown =
      typeof statement === 'object' && statement !== null && 'Sid' in statement ? statement.Sid : undefined;
    const name = typeof sid === 'string' ? sid : `number ${index + 1}`;
    return { name, size: JSON.stringify(statement).length };
  });
  const words = sizes
    .sort((a, b) => b.size - a.size)
    .slice(0, 3)
    .map(({ name, size }) => `${name} with ${size}`);
  return `; its largest statements are ${words.join(', ')}`;
}

/** The statements of a policy with their place in it, whatever is in them; none where it has no list of them. */
export function placedStatements(
  value: object,
): readonly { readonly at: readonly (string | number)[]; readonly statement: unknown }[] {
  const written: unknown = 'Statement' in value ? value.Statement : undefined;
  if (Array.isArray(written)) {
    return written.map((statement: unknown, index) => ({ at: ['Statement', index], statement }));
  }
  return written === undefined ? [] : [{ at: ['Statement'], statement: written }];
}
