import fc from 'fast-check';
import { fact, FactReader } from '../../../landfall/model/facts';
import { policyText, policyVariables, unitPath, unknownVariables } from '../../../landfall/model/policy-text';
import { testPolicy } from '../../support/guardrails';
import { testZone } from '../../support/zone';

const zone = testZone({ regions: { home: 'eu-west-1', governed: ['eu-west-1', 'eu-central-1'] } });
const facts = new Map([
  [fact.organizationId, 'o-1'],
  [fact.rootId, 'r-1'],
  [fact.unitId('workloads'), 'ou-1-w'],
  [fact.unitId('workloads/prod'), 'ou-1-p'],
  [fact.accountId('log-archive'), '111111111111'],
]);

function rendered(text: string): unknown {
  return JSON.parse(policyText(text, policyVariables(zone, new FactReader(facts))).content);
}

describe('policyText', () => {
  it.each([
    ['inside a string', '"a-${prefix}-b"', 'a-acme-b'],
    ['ids of the organization', '["${organization.id}", "${organization.root}"]', ['o-1', 'r-1']],
    ['paths of units with what is above them', '"${unit.path.workloads/prod}/*"', 'o-1/r-1/ou-1-w/ou-1-p/*'],
    ['units as people write them', '"${unit.path.Workloads}"', 'o-1/r-1/ou-1-w'],
    ['the root as a path', '"${unit.path.root}"', 'o-1/r-1'],
    ['the id of a unit', '"${unit.id.Workloads/prod}"', 'ou-1-p'],
    ['a list for a whole string', '{"a": "${regions.governed}"}', { a: ['eu-west-1', 'eu-central-1'] }],
    ['a list inside a list', '["us-east-1", "${regions.governed}"]', ['us-east-1', 'eu-west-1', 'eu-central-1']],
    ['roles of homes in any account', '"${roles.apply}"', 'arn:aws:iam::*:role/landfall-apply'],
    ['accounts that exist before', '"${account.log-archive}"', '111111111111'],
    ['keys', '{"${prefix}:owner": 1}', { 'acme:owner': 1 }],
    ['YAML', 'Version: "2012-10-17"\nStatement: []', { Version: '2012-10-17', Statement: [] }],
  ])('fills %s', (_, text, expected) => {
    expect(rendered(text)).toEqual(expected);
  });

  it.each(['${aws:PrincipalTag/team}', '${*}', '${$}', 'arn:aws:s3:::a/${aws:username}/*'])(
    'leaves the variable %s to IAM',
    (text) => {
      expect(rendered(JSON.stringify(text))).toBe(text);
    },
  );

  it.each([
    ['a name that nobody knows', '"${region.away}"', ['region.away']],
    ['a unit that does not exist', '"${unit.path.nowhere}"', ['unit.path.nowhere']],
    ['the id of a unit that does not exist', '"${unit.id.nowhere}"', ['unit.id.nowhere']],
    ['an account that comes later', '"${account.network}"', ['account.network']],
    ['a list in the middle of a string', '"x-${regions.governed}"', ['regions.governed']],
  ])('reports %s and leaves it as it is', (_, text, unknown) => {
    const result = policyText(text, policyVariables(zone, new FactReader(facts)));
    expect(result).toEqual({ content: text, unknown });
  });

  it('passes on what is no policy, for a check to find', () => {
    expect(policyText('{ "a": [', policyVariables(zone, new FactReader(facts)))).toEqual({
      content: '{ "a": [',
      unknown: [],
    });
  });

  it('changes no JSON that holds no variable', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!text.includes('${') && value !== null);
        expect(JSON.parse(policyText(text, () => undefined).content)).toEqual(flat(JSON.parse(text)));
      }),
    );
  });

  it('asks only for the facts that it names', () => {
    const reader = new FactReader(new Map());
    policyText('"${organization.id}"', policyVariables(zone, reader));
    expect(reader.asked).toEqual([fact.organizationId]);
  });
});

/** Lists in lists don't occur in policies; filling makes one list of them. */
function flat(value: unknown): unknown {
  if (Array.isArray(value)) return value.flatMap(flat);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, flat(item)]));
}

describe('unitPath', () => {
  it('is undefined for a unit that does not exist', () => {
    expect(unitPath(zone, 'nowhere', new FactReader(facts))).toBeUndefined();
  });
});

describe('unknownVariables', () => {
  it('needs no ids of AWS', () => {
    const policy = testPolicy('a', '["${prefix}", "${perfix}", "${unit.path.workloads}"]');
    expect(unknownVariables(zone, policy, new FactReader(new Map()))).toEqual(['perfix']);
  });
});
