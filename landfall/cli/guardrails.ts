import type { Command } from 'commander';
import { limits } from '../checks/limits';
import type { PolicyRoom, PolicyRooms } from '../report/guardrails';
import { printOut } from './output';
import { reportZone } from './report-zone';

const other: PolicyRoom = { characters: limits.otherPolicy.value, places: limits.otherPolicies.value, taken: 0 };
/** What AWS allows of each type, from the dated limits. */
export const policyRooms: PolicyRooms = {
  'service-control': {
    characters: limits.serviceControlPolicy.value,
    places: limits.serviceControlPolicies.value,
    taken: 1,
  },
  'resource-control': {
    characters: limits.resourceControlPolicy.value,
    places: limits.resourceControlPolicies.value,
    taken: 1,
  },
  'declarative-ec2': other,
  tag: other,
  backup: other,
  'ai-services-opt-out': other,
  'chat-applications': other,
};

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
