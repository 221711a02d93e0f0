import { fact } from '../../../../landfall/model/facts';
import { account, changed, first, named, policy, unitId, without, type Mutation } from './mutate';

export function organization(): readonly Mutation[] {
  const file = 'organization.yaml';
  return [
    {
      ...{ what: 'a policy type switched off', code: 'LF6136', subject: /policy types/, file },
      change: (found) => ({
        ...found,
        roots: found.roots.map((root) => ({
          ...root,
          policyTypes: without(root.policyTypes, ({ type }) => type === 'TAG_POLICY'),
        })),
      }),
    },
    {
      ...{ what: 'a policy type switched on', code: 'LF6136', subject: /policy types/, file },
      change: (found) => ({
        ...found,
        roots: found.roots.map((root) => ({
          ...root,
          policyTypes: [...root.policyTypes, { type: 'S3_POLICY', status: 'ENABLED' }],
        })),
      }),
    },
    {
      ...{ what: 'trusted access taken away', code: 'LF6137', subject: /trusted access/, file },
      change: (found) => ({
        ...found,
        trustedServices: without(found.trustedServices, (service) => service === 'sso.amazonaws.com'),
      }),
    },
    {
      ...{ what: 'trusted access given', code: 'LF6137', subject: /trusted access/, file },
      change: (found) => ({ ...found, trustedServices: [...found.trustedServices, 'inspector2.amazonaws.com'] }),
    },
    {
      ...{ what: 'central root access switched off', code: 'LF6138', subject: /central root access/, file },
      change: (found) => ({ ...found, rootAccessFeatures: ['RootSessions'] }),
    },
    {
      ...{ what: 'another resource policy', code: 'LF6138', subject: /resource policy/, file },
      change: (found) => ({ ...found, resourcePolicy: { id: 'rp-1', arn: 'a', content: '{}', tags: {} } }),
    },
    {
      ...{ what: 'another administrator', code: 'LF6139', subject: /access-analyzer/, file: 'security.yaml' },
      change: (found, facts) => ({
        ...found,
        delegatedAdministrators: changed(
          found.delegatedAdministrators,
          ({ services }) => services.includes('access-analyzer.amazonaws.com'),
          (one) => ({ ...one, accountId: facts.get(fact.accountId('fraud-dev')) ?? '' }),
        ),
      }),
    },
    {
      ...{ what: 'no administrator', code: 'LF6139', subject: /servicecatalog/, file: 'security.yaml' },
      change: (found) => ({
        ...found,
        delegatedAdministrators: without(found.delegatedAdministrators, ({ services }) =>
          services.includes('servicecatalog.amazonaws.com'),
        ),
      }),
    },
    {
      ...{ what: 'an administrator nobody wrote', code: 'LF6139', subject: /macie/, file: 'security.yaml' },
      change: (found, facts) => ({
        ...found,
        delegatedAdministrators: [
          ...found.delegatedAdministrators,
          { accountId: facts.get(fact.accountId('fraud-dev')) ?? '', services: ['macie.amazonaws.com'] },
        ],
      }),
    },
  ];
}

export function unitsAndAccounts(): readonly Mutation[] {
  const [units, accounts, team] = ['units.yaml', 'accounts.yaml', 'teams/fraud.yaml'];
  const shadow = { id: 'ou-x', arn: 'arn:x/ou-x', name: 'Shadow', tags: {} };
  return [
    {
      ...{ what: 'a unit deleted', code: 'LF6121', subject: /Sandbox/, file: units },
      change: (found) => ({ ...found, units: without(found.units, named('Sandbox')) }),
    },
    {
      ...{ what: 'a unit made', code: 'LF6122', subject: /Shadow/, file: units },
      change: (found, facts) => ({
        ...found,
        units: [...found.units, { ...shadow, parentId: unitId(facts, 'workloads') }],
      }),
    },
    {
      ...{ what: 'a unit renamed', code: 'LF6123', subject: /Sandbox/, file: units },
      change: (found) => ({
        ...found,
        units: changed(found.units, named('Sandbox'), (unit) => ({ ...unit, name: 'Playground' })),
      }),
    },
    {
      ...{ what: 'a unit below another', code: 'LF6124', subject: /Sandbox/, file: units },
      change: (found, facts) => ({
        ...found,
        units: changed(found.units, named('Sandbox'), (unit) => ({ ...unit, parentId: unitId(facts, 'security') })),
      }),
    },
    {
      ...{ what: 'an account out of the organization', code: 'LF6125', subject: /fraud-dev/, file: team },
      change: (found, facts) => ({
        ...found,
        accounts: without(found.accounts, ({ id }) => id === facts.get(fact.accountId('fraud-dev'))),
        vpcs: without(found.vpcs, ({ id }) => id === 'vpc-fraud-dev'),
      }),
    },
    {
      ...{ what: 'an account made', code: 'LF6126', subject: /stray/, file: accounts },
      change: (found) => ({
        ...found,
        accounts: [...found.accounts, { ...first(found.accounts), id: '999999999999', name: 'stray', email: 's@x.y' }],
      }),
    },
    {
      ...{ what: 'an account moved', code: 'LF6127', subject: /fraud-dev/, file: team },
      change: account('fraud-dev', (one, facts) => ({ ...one, parentId: unitId(facts, 'sandbox') })),
    },
    {
      ...{ what: 'an account suspended', code: 'LF6128', subject: /data-lake/, file: accounts },
      change: account('data-lake', (one) => ({ ...one, state: 'SUSPENDED' })),
    },
    {
      ...{ what: 'an account renamed', code: 'LF6129', subject: /data-lake/, file: accounts },
      change: account('data-lake', (one) => ({ ...one, name: 'Lake' })),
    },
    {
      ...{ what: 'another e-mail', code: 'LF6129', subject: /data-lake/, file: accounts },
      change: account('data-lake', (one) => ({ ...one, email: 'me@example.com' })),
    },
    {
      ...{ what: 'another tag', code: 'LF6140', subject: /tags of account data-lake/, file: accounts },
      change: account('data-lake', (one) => ({ ...one, tags: { ...one.tags, 'acme:managed-by': 'me' } })),
    },
    {
      ...{ what: 'a tag too many', code: 'LF6140', subject: /tags of unit Sandbox/, file: units },
      change: (found) => ({
        ...found,
        units: changed(found.units, named('Sandbox'), (unit) => ({ ...unit, tags: { ...unit.tags, x: 'y' } })),
      }),
    },
    {
      ...{ what: 'no security contact', code: 'LF6141', subject: /security contact/, file: 'organization.yaml' },
      change: account('data-lake', (one) => ({
        ...one,
        alternateContacts: { ...one.alternateContacts, security: undefined },
      })),
    },
  ];
}

export function policies(): readonly Mutation[] {
  const file = 'guardrails.yaml';
  const network = 'acme-workloads-prod-private-network';
  return [
    {
      ...{ what: 'a policy deleted', code: 'LF6130', subject: /private-network/, file },
      change: (found) => ({ ...found, policies: without(found.policies, named(network)) }),
    },
    {
      ...{ what: 'a policy detached', code: 'LF6131', subject: /private-network/, file },
      change: policy(network, () => ({ targets: [] })),
    },
    {
      ...{ what: 'another text', code: 'LF6132', subject: /private-network/, file },
      change: policy(network, ({ content }) => ({ content: content.replace('"Deny"', '"Allow"') })),
    },
    {
      ...{ what: 'another text of a tree of settings', code: 'LF6132', subject: /ai-opt-out/, file },
      change: policy('acme-root-ai-opt-out', ({ content }) => ({ content: content.replace('optOut', 'optIn') })),
    },
    {
      ...{ what: 'another description', code: 'LF6133', subject: /private-network/, file },
      change: policy(network, () => ({ description: 'harmless' })),
    },
    {
      ...{ what: 'a policy nobody wrote', code: 'LF6134', subject: /stray/, file },
      change: (found) => ({
        ...found,
        policies: [...found.policies, { ...first(found.policies), id: 'p-stray', name: 'stray', targets: [] }],
      }),
    },
    {
      ...{ what: 'an attachment nobody wrote', code: 'LF6135', subject: /private-network/, file },
      change: policy(network, ({ targets }, facts) => ({ targets: [...targets, unitId(facts, 'sandbox')] })),
    },
  ];
}
