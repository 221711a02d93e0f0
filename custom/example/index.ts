import type { BlueprintEntry } from '../../account-blueprints/blueprint';
import type { OwnStackEntry } from '../../stacks/own-stack';
import { Alarms } from './alarms';
import { Streaming } from './streaming';

/** As `custom/index.ts` would export them. */
export const blueprints: readonly BlueprintEntry[] = [
  { name: 'streaming', version: 1, description: 'ML workload with a stream of events', blueprint: Streaming },
];

export const stacks: readonly OwnStackEntry[] = [
  { name: 'alarms', description: 'A topic for alarms of one account', stack: Alarms },
];
