import { fact, type FactKey, type FactReader } from '../facts';
import type { StackNode } from '../stack';

/** A stack of the user's own, as the configuration asks for it. */
export interface OwnStackRequest {
  /** Lower-case and unique; the id of the stack is `own-<key>`. */
  readonly key: string;
  /** Name under which `custom/index.ts` registers the class. */
  readonly stack: string;
  /** Key of the account in which it acts. */
  readonly account: string;
  /** Ids of stacks that must be applied before it. */
  readonly after: readonly string[];
  /** Facts that it is given. */
  readonly needs: readonly FactKey[];
  /** Whatever else the user writes for it. */
  readonly settings: Readonly<Record<string, string>>;
}

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

/** A node of the graph whose content is the user's. */
export type OwnNode = Omit<StackNode, 'kind' | 'content'> & {
  readonly kind: 'own';
  readonly content: (facts: FactReader) => OwnContent;
};

/** Own stacks come last: whatever Landfall makes is there when they start. */
export function ownNodes(requests: readonly OwnStackRequest[]): readonly OwnNode[] {
  return requests.map((request) => ({
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
