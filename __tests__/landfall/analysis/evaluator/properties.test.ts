import fc from 'fast-check';
import { evaluate } from '../../../../landfall/analysis/evaluator/evaluate';
import type { NamedDocument, PolicyContext, Question } from '../../../../landfall/analysis/evaluator/types';

type Statement = Readonly<Record<string, unknown>>;

const action = fc.constantFrom('s3:GetObject', 's3:PutObject', 'sqs:SendMessage');
const condition = fc.constantFrom<Statement>(
  {},
  { Condition: { StringEquals: { 'aws:PrincipalTag/team': ['a', 'b'] } } },
  { Condition: { StringNotEquals: { 'aws:PrincipalTag/team': 'a' } } },
  { Condition: { 'ForAllValues:StringLike': { 'aws:TagKeys': ['x*'] } } },
  { Condition: { Null: { 'aws:TagKeys': 'true' } } },
  { Condition: { BoolIfExists: { 'aws:SecureTransport': 'false' } } },
);
const aim = fc.constantFrom<Statement>(
  { Resource: '*' },
  { Resource: ['arn:aws:s3:::lake/*', 'arn:aws:sqs:*:*:*'] },
  { NotResource: 'arn:aws:s3:::lake/${aws:PrincipalTag/team}/*' },
);
const about = fc.oneof(
  fc
    .array(fc.oneof(action, fc.constantFrom('*', 's3:*', 'S3:get*')), { minLength: 1, maxLength: 3 })
    .map((list) => ({ Action: list })),
  fc.array(action, { minLength: 1, maxLength: 2 }).map((list) => ({ NotAction: list })),
);
const effect = fc.constantFrom('Allow', 'Deny');
const statement = fc
  .tuple(effect, about, aim, condition)
  .map(([Effect, ...parts]): Statement => Object.assign({ Effect }, ...parts));
const statements = fc.array(statement, { minLength: 1, maxLength: 4 });

const question = fc
  .record({
    action,
    team: fc.constantFrom('a', 'c', undefined),
    keys: fc.subarray(['x1', 'y']),
    account: fc.constantFrom('111111111111', '222222222222'),
  })
  .map(({ account, action: asked, keys, team }): Question => ({
    principal: { kind: 'role', arn: 'arn:aws:iam::111111111111:role/r', account: '111111111111' },
    action: asked,
    resource: asked === 'sqs:SendMessage' ? `arn:aws:sqs:eu-west-1:${account}:q` : 'arn:aws:s3:::lake/a/k',
    resourceAccount: account,
    context: new Map([
      ['aws:PrincipalTag/team', team === undefined ? [] : [team]],
      ['aws:TagKeys', keys],
    ]),
  }));

const documentOf = (list: readonly Statement[]): NamedDocument => ({
  name: 'p',
  text: JSON.stringify({ Version: '2012-10-17', Statement: list }),
});
const withPrincipal = (list: readonly Statement[]): readonly Statement[] =>
  list.map((each) => ({ ...each, Principal: '*' }));

/** Statements of every layer. */
interface Layers {
  readonly scp: readonly Statement[];
  readonly rcp: readonly Statement[];
  readonly identity: readonly Statement[];
  readonly boundary: readonly Statement[];
  readonly session: readonly Statement[];
  readonly resource: readonly Statement[];
}

const layers: fc.Arbitrary<Layers> = fc.record({
  scp: statements,
  rcp: statements,
  identity: statements,
  boundary: statements,
  session: statements,
  resource: statements,
});
const layerName = fc.constantFrom<keyof Layers>('scp', 'rcp', 'identity', 'boundary', 'session', 'resource');

function contextOf(of: Layers, split = false): PolicyContext {
  const documents = (list: readonly Statement[]): readonly NamedDocument[] =>
    split ? list.map((each) => documentOf([each])) : [documentOf(list)];
  return {
    scpLevels: [{ name: 'root', documents: documents(of.scp) }],
    rcpLevels: [{ name: 'root', documents: documents(withPrincipal(of.rcp)) }],
    identity: documents(of.identity),
    boundary: documentOf(of.boundary),
    session: documents(of.session),
    resource: documentOf(withPrincipal(of.resource)),
  };
}

const effectOf = (asked: Question, of: Layers, split = false): string => evaluate(asked, contextOf(of, split)).effect;

describe('whatever the policies say', () => {
  it('one more deny, anywhere, never allows anything', () => {
    fc.assert(
      fc.property(question, layers, layerName, statement, (asked, of, name, more) => {
        const now = effectOf(asked, { ...of, [name]: [...of[name], { ...more, Effect: 'Deny' }] });
        expect(now === 'allow' && effectOf(asked, of) !== 'allow').toBe(false);
      }),
    );
  });

  it('one more allow, anywhere, never denies anything', () => {
    fc.assert(
      fc.property(question, layers, layerName, statement, (asked, of, name, more) => {
        const now = effectOf(asked, { ...of, [name]: [...of[name], { ...more, Effect: 'Allow' }] });
        expect(now !== 'allow' && effectOf(asked, of) === 'allow').toBe(false);
      }),
    );
  });

  it('the order of statements does not matter', () => {
    fc.assert(
      fc.property(question, layers, layerName, (asked, of, name) => {
        expect(effectOf(asked, { ...of, [name]: [...of[name]].reverse() })).toBe(effectOf(asked, of));
      }),
    );
  });

  it('a policy may be split into several', () => {
    fc.assert(
      fc.property(question, layers, (asked, of) => {
        expect(effectOf(asked, of, true)).toBe(effectOf(asked, of));
      }),
    );
  });

  it('one more level, boundary or session policy never allows anything', () => {
    fc.assert(
      fc.property(question, layers, statements, (asked, of, more) => {
        const context = contextOf(of);
        const level = { name: 'unit', documents: [documentOf(more)] };
        for (const wider of [
          { ...context, boundary: undefined },
          { ...context, session: undefined },
        ]) {
          expect(evaluate(asked, context).allowed && !evaluate(asked, wider).allowed).toBe(false);
        }
        const narrower = { ...context, scpLevels: [...(context.scpLevels ?? []), level] };
        expect(evaluate(asked, narrower).allowed && !evaluate(asked, context).allowed).toBe(false);
      }),
    );
  });

  it('the case of actions and of condition keys does not matter', () => {
    fc.assert(
      fc.property(question, layers, (asked, of) => {
        const context = new Map([...asked.context].map(([key, values]) => [key.toUpperCase(), values]));
        expect(effectOf({ ...asked, action: asked.action.toUpperCase(), context }, of)).toBe(effectOf(asked, of));
      }),
    );
  });

  it('service-linked roles pass every service control and resource control policy', () => {
    fc.assert(
      fc.property(question, layers, (asked, of) => {
        const linked = { ...asked, principal: { ...asked.principal, kind: 'service-linked-role' as const } };
        const context = contextOf(of);
        const free = { ...context, scpLevels: undefined, rcpLevels: undefined };
        expect(evaluate(linked, context).allowed).toBe(evaluate(linked, free).allowed);
      }),
    );
  });

  it('an explicit deny names the statements that forbid it', () => {
    fc.assert(
      fc.property(question, layers, (asked, of) => {
        const decision = evaluate(asked, contextOf(of));
        const denies = decision.statements.filter((each) => each.effect === 'Deny');
        expect(denies.length > 0).toBe(decision.effect === 'explicit-deny');
      }),
    );
  });
});
