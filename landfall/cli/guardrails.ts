import type { Command } from 'commander';
import { policyLimits } from '../checks/limits';
import type { PolicyType } from '../config/schemas/guardrails';
import type { PolicyRoom, PolicyRooms } from '../report/guardrails';
import { printOut } from './output';
import { reportZone } from './report-zone';

/** What AWS allows of each type, from the dated limits. */
export const policyRooms: PolicyRooms = {
  'service-control': room('service-control'),
  'resource-control': room('resource-control'),
  'declarative-ec2': room('declarative-ec2'),
  tag: room('tag'),
  backup: room('backup'),
  'ai-services-opt-out': room('ai-services-opt-out'),
  'chat-applications': room('chat-applications'),
  'security-hub': room('security-hub'),
  inspector: room('inspector'),
  s3: room('s3'),
  bedrock: room('bedrock'),
  'upgrade-rollout': room('upgrade-rollout'),
};

function room(type: PolicyType): PolicyRoom {
  const { count, size } = policyLimits(type);
  return { characters: size.value, places: count.value };
}

/** `landfall guardrails`: which policy or control holds where, how long it is, and how much room is left. */
export function register(program: Command): void {
  program
    .command('guardrails')
    .description('show which policy or control holds on which unit, inherited ones included, and how much room is left')
    .action(async (_options: unknown, command: Command) => {
      const zone = await reportZone(command);
      const { guardrailsReport } = await import('../report/guardrails.js');
      printOut(command, guardrailsReport(zone, policyRooms));
    });
}
