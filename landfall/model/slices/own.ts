import { fact, type FactKey } from '../facts';
import type { StackNode } from '../stack';
import type { LandingZone } from '../zone';

export interface OwnContent {
  readonly kind: 'own';
  readonly key: string;
  readonly stack: string;
  readonly account: string;
  readonly accountId: string;
  /** The facts that it asked for, by their keys. */
  readonly facts: Readonly<Record<FactKey, string>>;
  readonly settings: Readonly<Record<string, string>>;
}

/** Own stacks come last: whatever Landfall makes is there when they start. */
export function ownNodes({ ownStacks }: Pick<LandingZone, 'ownStacks'>): readonly StackNode[] {
  return ownStacks.map((request) => ({
    id: `own-${request.key}`,
    kind: 'own',
    wave: '9',
    account: request.account,
    after: request.after,
    assigns: [],
    reveals: [],
    createsIn: [],
    content: (facts) => ({
      kind: 'own',
      key: request.key,
      stack: request.stack,
      account: request.account,
      accountId: facts.get(fact.accountId(request.account)),
      facts: Object.fromEntries(request.needs.map((key) => [key, facts.get(key)])),
      settings: request.settings,
    }),
  }));
}
