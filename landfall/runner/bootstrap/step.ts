import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { FactKey } from '../../model/facts';
import type { LandingZone } from '../../model/zone';
import type { BootstrapClients } from './clients';

/** What the steps before have found or made. */
export type KnownIds = ReadonlyMap<FactKey, string>;

export interface StepContext {
  readonly zone: LandingZone;
  readonly clients: BootstrapClients;
  /** ARN of whoever runs bootstrap, as `aws:PrincipalArn` has it. */
  readonly caller: string;
  /** Ids found so far; later steps need those of earlier ones. */
  readonly ids: KnownIds;
  /** Waits between two looks at something that AWS is making. */
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly progress: (message: string) => void;
}

/** What a look at AWS found: nothing to do, something to do, or something that stops bootstrap. */
export type Look =
  | { readonly state: 'done'; readonly ids?: KnownIds }
  | { readonly state: 'to do'; readonly what: readonly string[] }
  | { readonly state: 'unknown until earlier steps are done' }
  | { readonly state: 'impossible'; readonly problems: readonly Diagnostic[] };

/** One thing that bootstrap makes or takes. Looking changes nothing; doing it twice changes nothing the second time. */
export interface BootstrapStep {
  readonly title: string;
  readonly look: (context: StepContext) => Promise<Look>;
  /** @returns ids that became known. */
  readonly make: (context: StepContext) => Promise<KnownIds>;
}

export const noIds: KnownIds = new Map();

/** Name of an AWS error, such as `AlreadyInOrganizationException`. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

/** Asks again and again until there is an answer. @returns undefined when the time is over. */
export async function waitFor<T>(
  context: Pick<StepContext, 'pause'>,
  limits: { readonly everyMs: number; readonly attempts: number },
  ask: () => Promise<T | undefined>,
): Promise<T | undefined> {
  for (let attempt = 0; attempt < limits.attempts; attempt++) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await context.pause(limits.everyMs);
  }
  return undefined;
}
