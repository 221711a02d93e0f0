import { join } from 'node:path';
import { z } from 'zod';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { fact, type FactKey, type FactValues } from '../facts';
import type { StateBackend } from '../stack';
import { lockSchema, readLockFile, writeLockFile } from './lock-file';

/** Where a stack's state lies, as remembered after the stack has left the configuration. */
export type RecordedState =
  | { readonly bucket: string; readonly key: string; readonly region: string }
  | { readonly hostname: string; readonly organization: string; readonly project: string; readonly workspace: string };

/** Stands in place of a slice's hash from before the first change of an apply until all of it went well. */
export const unfinished = 'unfinished';

/** A stack that has something in its state. */
export interface AppliedStack {
  /** Key of the account in which it acts. */
  readonly account: string;
  readonly accountId: string;
  readonly state: RecordedState;
  /** Hash of the slice it was applied with, or `unfinished`. */
  readonly slice: string;
  /** Stacks that it needed: what is to be destroyed before them. */
  readonly needs: readonly string[];
  /** Facts that go with it when it is destroyed. */
  readonly assigns: readonly FactKey[];
  /** Id of the network account, where it made things too: without that provider they could not be destroyed. */
  readonly network: string | undefined;
  /** Holds what must not get lost by one word: log buckets, the hub, identities, the organization. */
  readonly guarded: boolean;
}

/** All ids that AWS assigned once, and which stacks were applied with what. */
export interface FactsLock {
  /** Organization's id; none before bootstrap. */
  readonly organization: string | undefined;
  readonly facts: FactValues;
  readonly stacks: ReadonlyMap<string, AppliedStack>;
}

export const emptyFactsLock: FactsLock = { organization: undefined, facts: new Map(), stacks: new Map() };

const text = z.string().min(1);
const accountId = z.string().regex(/^\d{12}$/, 'an account id is a string of 12 digits');
const stateShape = z.union([
  z.strictObject({ bucket: text, key: text, region: text }),
  z.strictObject({ hostname: text, organization: text, project: text, workspace: text }),
]);
const appliedStack = z.strictObject({
  account: text,
  accountId,
  state: stateShape,
  slice: z.string().regex(/^([0-9a-f]{64}|unfinished)$/, `neither a SHA-256 nor "${unfinished}"`),
  needs: z.array(text).default([]),
  assigns: z.array(text).default([]),
  network: accountId.optional(),
  guarded: z.boolean().default(false),
});
const factsFile = z.strictObject({
  schema: z.literal(lockSchema),
  organization: z
    .string()
    .regex(/^o-[a-z0-9]{10,32}$/, 'an organization id is o- and 10 to 32 letters or digits')
    .optional(),
  facts: z.record(text, text),
  stacks: z.record(text, appliedStack),
});

/** Path of the facts of an organization's directory. */
export function factsPath(directory: string): string {
  return join(directory, 'lock', 'facts.json');
}

/**
 * Reads the facts of an organization's directory; a missing file is an empty lock.
 * @param organization id that is expected, where it is known: facts of another one are an error (LF2005)
 * @returns an empty lock beside any diagnostics
 */
export function readFactsLock(
  directory: string,
  organization?: string,
): { readonly lock: FactsLock; readonly diagnostics: readonly Diagnostic[] } {
  const file = factsPath(directory);
  const content = readLockFile(
    file,
    factsFile,
    `Take the last committed ${file}, or move it away and run \`landfall lock\` to read all facts from AWS again.`,
  );
  if (content.kind === 'missing') return { lock: emptyFactsLock, diagnostics: [] };
  if (content.kind === 'wrong') return { lock: emptyFactsLock, diagnostics: content.diagnostics };
  const { value } = content;
  const lock: FactsLock = {
    organization: value.organization,
    facts: new Map(Object.entries(value.facts)),
    stacks: new Map(Object.entries(value.stacks).map(([id, { network, ...stack }]) => [id, { ...stack, network }])),
  };
  const found = new Set([lock.organization, lock.facts.get(fact.organizationId)].filter((id) => id !== undefined));
  const other = [...found].find((id) => id !== (organization ?? lock.organization ?? id));
  if (other === undefined) return { lock, diagnostics: [] };
  return {
    lock: emptyFactsLock,
    diagnostics: [
      {
        severity: 'error',
        code: 'LF2005',
        message: `${file} holds facts of organization ${other}, not of ${organization ?? lock.organization ?? 'this one'}`,
        help: 'Each organization has a directory and a lock of its own: take the lock that belongs here, or correct the organization in organization.yaml.',
        location: { file, line: 1, column: 1 },
      },
    ],
  };
}

/** Writes the facts, sorted, in one step. */
export function writeFactsLock(directory: string, lock: FactsLock): void {
  const organization = lock.organization ?? lock.facts.get(fact.organizationId);
  writeLockFile(factsPath(directory), {
    schema: lockSchema,
    ...(organization === undefined ? {} : { organization }),
    facts: Object.fromEntries(lock.facts),
    stacks: Object.fromEntries([...lock.stacks].map(([id, stack]) => [id, written(stack)])),
  });
}

/** What is empty or false isn't written. */
function written({ needs, assigns, network, guarded, ...rest }: AppliedStack): Readonly<Record<string, unknown>> {
  return {
    ...rest,
    ...(needs.length === 0 ? {} : { needs: [...needs].sort() }),
    ...(assigns.length === 0 ? {} : { assigns: [...assigns].sort() }),
    ...(network === undefined ? {} : { network }),
    ...(guarded ? { guarded } : {}),
  };
}

/**
 * Takes new facts in. AWS assigns an id once, so a different id for a known key is an error (LF2006) and the known one
 * stays.
 */
export function mergeFacts(
  lock: FactsLock,
  assigned: FactValues,
): { readonly lock: FactsLock; readonly diagnostics: readonly Diagnostic[] } {
  const facts = new Map(lock.facts);
  const diagnostics: Diagnostic[] = [];
  for (const [key, value] of assigned) {
    const known = lock.facts.get(key);
    if (known === undefined) facts.set(key, value);
    else if (known !== value) {
      diagnostics.push({
        severity: 'error',
        code: 'LF2006',
        message: `${key} was ${known} and is now ${value}; an id that AWS assigned doesn't change`,
        help: `If it was really replaced, run \`landfall lock accept ${key}\` and deploy again; otherwise find out who made the other one.`,
        path: key,
      });
    }
  }
  return { lock: { ...lock, facts }, diagnostics };
}

/** Forgets one fact, so that its next value is taken as it comes: for what was really replaced. */
export function acceptReplacement(lock: FactsLock, key: FactKey): FactsLock | undefined {
  if (!lock.facts.has(key)) return undefined;
  return { ...lock, facts: new Map([...lock.facts].filter(([known]) => known !== key)) };
}

/** Remembers a stack. */
export function recordStack(lock: FactsLock, id: string, stack: AppliedStack): FactsLock {
  return { ...lock, stacks: new Map([...lock.stacks, [id, stack]]) };
}

/**
 * Remembers a stack that was applied, and drops the facts that it assigned before and assigns no longer, such as the
 * id of an account that it let go.
 * @param assigned facts that all stacks of the model assign: what only moved from one to another stays
 */
export function settleStack(
  lock: FactsLock,
  id: string,
  stack: AppliedStack,
  assigned: ReadonlySet<FactKey>,
): FactsLock {
  const { facts, stacks } = forgetStack(lock, id, new Set([...assigned, ...stack.assigns]));
  return { ...lock, facts, stacks: new Map([...stacks, [id, stack]]) };
}

/** Forgets a stack and the facts that went with it; `kept` are those that another stack assigns now. */
export function forgetStack(lock: FactsLock, id: string, kept: ReadonlySet<FactKey>): FactsLock {
  const gone = new Set((lock.stacks.get(id)?.assigns ?? []).filter((key) => !kept.has(key)));
  return {
    ...lock,
    facts: new Map([...lock.facts].filter(([key]) => !gone.has(key))),
    stacks: new Map([...lock.stacks].filter(([known]) => known !== id)),
  };
}

/** The part of a backend that finds the state again. */
export function recordedState(backend: StateBackend): RecordedState {
  if (backend.kind === 's3') return { bucket: backend.bucket, key: backend.key, region: backend.region };
  const { hostname, organization, project, workspace } = backend;
  return { hostname, organization, project, workspace };
}
