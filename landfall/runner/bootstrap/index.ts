import { hasErrors, type Diagnostic } from '../../diagnostics/diagnostic';
import type { FactKey } from '../../model/facts';
import { principalArn } from '../../model/home/trust';
import type { LandingZone } from '../../model/zone';
import { callerArn } from '../credentials';
import type { BootstrapClients } from './clients';
import { deploymentAccountStep } from './deployment-account';
import { managementHomeStep, memberHomesStep } from './homes';
import { limitWarnings } from './limits';
import { organizationStep, resourceSharingStep, stackSetsAccessStep, trustedAccessStep } from './organization';
import type { BootstrapStep, StepContext } from './step';

/** In this order; each step needs what the ones before it found. */
const steps: readonly BootstrapStep[] = [
  organizationStep,
  trustedAccessStep,
  stackSetsAccessStep,
  resourceSharingStep,
  deploymentAccountStep,
  managementHomeStep,
  memberHomesStep,
];

export interface BootstrapOptions {
  readonly zone: LandingZone;
  readonly clients: BootstrapClients;
  readonly progress: (message: string) => void;
  /** Shows what is to be done and asks; nothing is changed before it says yes. */
  readonly approve: (todo: readonly string[]) => Promise<boolean>;
  readonly pause?: (milliseconds: number) => Promise<void>;
}

export interface BootstrapResult {
  readonly outcome: 'done' | 'declined' | 'impossible';
  readonly diagnostics: readonly Diagnostic[];
  /** Facts for the lock; empty unless done. */
  readonly facts: ReadonlyMap<FactKey, string>;
}

/**
 * Makes or takes what must exist before the first stack: organization, trusted access, deployment account, homes.
 * Run again it finds everything there and changes nothing.
 * @throws DiagnosticError when AWS ends something in failure; what was made until then stays and is found next time.
 */
export async function bootstrap(options: BootstrapOptions): Promise<BootstrapResult> {
  const { zone, clients, progress } = options;
  const pause = options.pause ?? ((milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)));
  const caller = principalArn(await callerArn(clients.sts));
  const ids = new Map<FactKey, string>();
  const context: StepContext = { zone, clients, caller, ids, pause, progress };

  const todo: string[] = [];
  const problems: Diagnostic[] = [];
  for (const step of steps) {
    const look = await step.look(context);
    if (look.state === 'done') look.ids?.forEach((id, key) => ids.set(key, id));
    if (look.state === 'to do') todo.push(...look.what);
    if (look.state === 'unknown until earlier steps are done') todo.push(`${step.title}, once the above is there`);
    if (look.state === 'impossible') problems.push(...look.problems);
    if (problems.length > 0) break;
  }
  if (hasErrors(problems)) return { outcome: 'impossible', diagnostics: problems, facts: new Map() };
  if (todo.length > 0 && !(await options.approve(todo))) {
    return { outcome: 'declined', diagnostics: [], facts: new Map() };
  }

  for (const step of steps) {
    const look = await step.look(context);
    if (look.state === 'impossible') return { outcome: 'impossible', diagnostics: look.problems, facts: new Map() };
    if (look.state === 'done') look.ids?.forEach((id, key) => ids.set(key, id));
    else {
      progress(`${step.title} ...`);
      (await step.make(context)).forEach((id, key) => ids.set(key, id));
    }
    progress(`${step.title}: done`);
  }
  return { outcome: 'done', diagnostics: await limitWarnings(context), facts: ids };
}
