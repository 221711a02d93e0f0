import type { FoundAssignment } from '../../../../landfall/adoption/inventory';
import { fact, type FactValues } from '../../../../landfall/model/facts';
import { center, changed, first, landingZone, named, permissionSet, tower, without, type Mutation } from './mutate';

export function controlTower(): readonly Mutation[] {
  const [organizationFile, units, guardrails] = ['organization.yaml', 'units.yaml', 'guardrails.yaml'];
  const drift = 'DRIFTED';
  return [
    {
      ...{ what: 'no landing zone', code: 'LF6142', subject: /landing zone/, file: organizationFile },
      change: tower(() => ({ landingZone: undefined })),
    },
    {
      ...{ what: 'another version', code: 'LF6143', subject: /landing zone/, file: organizationFile },
      change: landingZone({ version: '4.1' }),
    },
    {
      ...{ what: 'the landing zone in drift', code: 'LF6144', subject: /landing zone/, file: organizationFile },
      change: landingZone({ drift }),
    },
    {
      ...{ what: 'another Region governed', code: 'LF6143', subject: /landing zone/, file: organizationFile },
      change: tower(({ landingZone: zone }) => {
        if (zone === undefined || typeof zone.manifest !== 'object') throw new Error('no manifest');
        return {
          landingZone: { ...zone, manifest: { ...zone.manifest, governedRegions: ['eu-west-1', 'us-east-1'] } },
        };
      }),
    },
    {
      ...{ what: 'a unit deregistered', code: 'LF6145', subject: /unit/, file: units },
      change: tower(({ baselines }) => ({ baselines: baselines.slice(1) })),
    },
    {
      ...{ what: 'a baseline of another version', code: 'LF6145', subject: /unit/, file: units },
      change: tower(({ baselines: [one, ...rest] }) => ({
        baselines: one === undefined ? [] : [{ ...one, version: '4.0' }, ...rest],
      })),
    },
    {
      ...{ what: 'a baseline in drift', code: 'LF6144', subject: /unit/, file: units },
      change: tower(({ baselines: [one, ...rest] }) => ({
        baselines: one === undefined ? [] : [{ ...one, drift }, ...rest],
      })),
    },
    {
      ...{ what: 'a control disabled', code: 'LF6146', subject: /control/, file: guardrails },
      change: tower(({ controls }) => ({ controls: controls.slice(1) })),
    },
    {
      ...{ what: 'a control nobody wrote', code: 'LF6147', subject: /control XYZ/, file: guardrails },
      change: tower(({ controls }) => ({
        controls: [
          ...controls,
          { ...first(controls), arn: 'x', controlIdentifier: 'arn:aws:controlcatalog:::control/XYZ' },
        ],
      })),
    },
    {
      ...{ what: 'other parameters', code: 'LF6148', subject: /CT\.MULTISERVICE\.PV\.1/, file: guardrails },
      change: tower(({ controls }) => ({
        controls: changed(
          controls,
          ({ parameters }) => parameters.length > 0,
          (one) => ({ ...one, parameters: [{ key: 'AllowedRegions', value: ['eu-west-1', 'us-east-1'] }] }),
        ),
      })),
    },
    {
      ...{ what: 'a control in drift', code: 'LF6144', subject: /control/, file: guardrails },
      change: tower(({ controls: [one, ...rest] }) => ({
        controls: one === undefined ? [] : [{ ...one, drift }, ...rest],
      })),
    },
    {
      ...{ what: 'a control that failed', code: 'LF6144', subject: /control/, file: guardrails },
      change: tower(({ controls: [one, ...rest] }) => ({
        controls: one === undefined ? [] : [{ ...one, status: 'FAILED' }, ...rest],
      })),
    },
  ];
}

export function access(): readonly Mutation[] {
  const file = 'access.yaml';
  const set = { subject: /DataScientist/, file };
  const more = (what: string, change: Parameters<typeof permissionSet>[0]): Mutation => ({
    ...{ ...set, what, code: 'LF6152' },
    change: permissionSet(change),
  });
  const assigned = (facts: FactValues): FoundAssignment => ({
    permissionSetArn: facts.get(fact.permissionSetArn('AdministratorAccess')) ?? '',
    accountId: facts.get(fact.accountId('fraud-prod')) ?? '',
    principalType: 'GROUP',
    principalId: facts.get(fact.groupId('fraud-DataScientists')) ?? '',
  });
  return [
    {
      ...{ ...set, what: 'a permission set deleted', code: 'LF6150' },
      change: center(({ permissionSets }) => ({ permissionSets: without(permissionSets, named('DataScientist')) })),
    },
    {
      ...{ what: 'a permission set nobody wrote', code: 'LF6151', subject: /Stray/, file },
      change: center(({ permissionSets }) => ({
        permissionSets: [...permissionSets, { ...first(permissionSets), arn: 'arn:stray', name: 'Stray' }],
      })),
    },
    more('more policies', { managedPolicies: ['arn:aws:iam::aws:policy/AdministratorAccess'] }),
    more('a customer managed policy', { customerManagedPolicies: [{ name: 'x', path: '/' }] }),
    more('an inline policy', { inlinePolicy: '{"Statement":[]}' }),
    more('a boundary', { boundary: { managedPolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' } }),
    more('a boundary of the account', { boundary: { customerManagedPolicy: { name: 'x', path: '/' } } }),
    more('a longer session', { sessionDuration: 'PT12H' }),
    more('a relay state', { relayState: 'https://example.com' }),
    more('another description', { description: 'x' }),
    {
      ...{ what: 'a group deleted', code: 'LF6153', subject: /fraud-DataScientists/, file },
      change: center(({ groups }) => ({
        groups: without(groups, ({ displayName }) => displayName === 'fraud-DataScientists'),
      })),
    },
    {
      ...{ what: 'a group renamed', code: 'LF6153', subject: /fraud-DataScientists/, file },
      change: center(({ groups }) => ({
        groups: changed(
          groups,
          ({ displayName }) => displayName === 'fraud-DataScientists',
          (group) => ({ ...group, displayName: 'x' }),
        ),
      })),
    },
    {
      ...{ what: 'an assignment taken away', code: 'LF6154', subject: /DataScientist .* on fraud-dev/, file },
      change: center(({ assignments }, facts) => ({
        assignments: without(
          assignments,
          ({ permissionSetArn }) => permissionSetArn === facts.get(fact.permissionSetArn('DataScientist')),
        ),
      })),
    },
    {
      ...{ what: 'an assignment nobody wrote', code: 'LF6155', subject: /fraud-DataScientists on fraud-prod/, file },
      change: center(({ assignments }, facts) => ({ assignments: [...assignments, assigned(facts)] })),
    },
    {
      ...{ what: 'a person assigned', code: 'LF6155', subject: /the user eve on fraud-prod/, file },
      change: center(({ assignments }, facts) => ({
        assignments: [...assignments, { ...assigned(facts), principalType: 'USER', principalId: 'u-1' }],
        users: [{ id: 'u-1', userName: 'eve', externalIds: [] }],
      })),
    },
  ];
}
