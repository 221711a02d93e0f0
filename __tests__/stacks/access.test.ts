import { fact, placeholder } from '../../landfall/model/facts';
import { accessNodes } from '../../landfall/model/slices/access';
import type { LandingZone } from '../../landfall/model/zone';
import { AccessStack } from '../../stacks/access';
import { Template, testSlice } from '../support/template';
import { testAssignment, testZone } from '../support/zone';

const base = testZone();
const zone: LandingZone = testZone({
  accounts: base.accounts.map((account) =>
    account.key === 'fraud-dev' ? { ...account, blueprint: { name: 'ml-workload', version: 2 } } : account,
  ),
  access: {
    ...base.access,
    assignments: [
      ...base.access.assignments,
      testAssignment('AWSMLEngineers', 'PowerUserAccess', 'fraud-dev', { team: 'fraud' }),
    ],
    domainAssignments: [
      {
        group: 'fraud-DataScientists',
        account: 'fraud-dev',
        team: 'fraud',
        reason: 'Studio',
        source: { file: 'access.yaml', path: [] },
      },
    ],
  },
});

function render(id: string): Template {
  return Template.of(testSlice(zone, accessNodes(zone), id), (scope, { envelope, content }) => {
    if (content.kind !== 'access') throw new Error(content.kind);
    return new AccessStack(scope, envelope, content);
  });
}

const scientists = '${aws_identitystore_group.group-DataScientists.group_id}';

describe('access stacks', () => {
  it('assign the groups that they make by reference', () => {
    expect(
      render('access-fraud').resource(
        'aws_ssoadmin_account_assignment',
        'assignment-fraud-prod_DataScientist_team-DataScientists',
      ),
    ).toMatchObject({ principal_id: scientists, principal_type: 'GROUP', target_type: 'AWS_ACCOUNT' });
  });

  it('change one account one assignment at a time, different accounts side by side', () => {
    const assignments = Object.entries(render('access-fraud').resources('aws_ssoadmin_account_assignment'));
    expect(assignments.map(([name, resource]) => [name, resource['depends_on']])).toEqual([
      ['assignment-fraud-dev_DataScientist_team-DataScientists', undefined],
      [
        'assignment-fraud-dev_PowerUserAccess_platform-AWSMLEngineers',
        ['aws_ssoadmin_account_assignment.assignment-fraud-dev_DataScientist_team-DataScientists'],
      ],
      ['assignment-fraud-prod_DataScientist_team-DataScientists', undefined],
    ]);
  });

  it('let a group into the domain of an account', () => {
    expect(
      render('access-fraud').resource(
        'aws_ssoadmin_application_assignment',
        'domain-fraud-dev_domain_team-DataScientists',
      ),
    ).toMatchObject({
      application_arn: placeholder(fact.domainApplicationArn('fraud-dev')),
      principal_id: scientists,
      principal_type: 'GROUP',
    });
  });

  it('make no group for the platform', () => {
    expect(render('access-platform').resources('aws_identitystore_group')).toEqual({});
  });

  it.each(['access-platform', 'access-fraud'])('%s puts out exactly what its node promises', (id) => {
    const node = accessNodes(zone).find((candidate) => candidate.id === id);
    expect(Object.keys(render(id).output()).sort()).toEqual([...(node?.assigns ?? [])].sort());
  });
});
