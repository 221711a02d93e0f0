import { trustedServicesOf } from '../../../landfall/model/trusted-services';
import { testGuardrails, testPolicy } from '../../support/guardrails';
import { testZone } from '../../support/zone';

const source = { file: 'security.yaml', path: [] };
const base = trustedServicesOf(testZone());
const added = (zone: Parameters<typeof trustedServicesOf>[0]): readonly string[] =>
  trustedServicesOf(zone).filter((service) => !base.includes(service));

describe('trusted services', () => {
  it('always let Control Tower, Identity Center, RAM and StackSets work', () => {
    expect(base).toEqual(
      expect.arrayContaining([
        'controltower.amazonaws.com',
        'member.org.stacksets.cloudformation.amazonaws.com',
        'ram.amazonaws.com',
        'sso.amazonaws.com',
      ]),
    );
  });

  it.each([
    ['backup', ['backup.amazonaws.com']],
    ['declarative-ec2', ['ec2.amazonaws.com']],
    ['tag', ['tagpolicies.tag.amazonaws.com']],
    ['chat-applications', []],
    ['ai-services-opt-out', []],
    ['service-control', []],
    ['resource-control', []],
  ] as const)('follow policies of the type %s', (type, services) => {
    const guardrails = testGuardrails({ policies: [testPolicy('one', undefined, type)] });
    expect(added(testZone({ guardrails }))).toEqual(services);
  });

  it('follow what an account administers for all, each once and sorted', () => {
    const services = ['securityhub.amazonaws.com', 'guardduty.amazonaws.com', 'sso.amazonaws.com'];
    const delegations = services.map((service) => ({ service, account: 'security-tooling', source }));
    const zone = testZone({ security: { delegations, accessAnalyzer: true } });
    expect(added(zone)).toEqual(['guardduty.amazonaws.com', 'securityhub.amazonaws.com']);
    expect(trustedServicesOf(zone)).toEqual([...new Set(trustedServicesOf(zone))].sort());
  });

  it('follow backups by Control Tower', () => {
    const { controlTower } = testZone();
    const integrations = { ...controlTower.integrations, backup: true };
    expect(added(testZone({ controlTower: { ...controlTower, integrations } }))).toEqual(['backup.amazonaws.com']);
  });
});
