import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeFileAtomically } from './files';
import { identityOf, processIdentity } from './process-identity';

const phase = z.enum(['init', 'plan', 'apply', 'output']);
const entry = z.object({
  phase,
  /** The Terraform that runs, or ran last. */
  terraform: processIdentity.optional(),
  folder: z.string(),
  plan: z.string(),
  log: z.string(),
  /** Since when it is in Terraform's hands without having come out well, through all runs; ISO 8601. */
  since: z.string(),
});
const journalFile = z.object({
  schema: z.literal(1),
  run: processIdentity,
  /** Stacks in the hands of Terraform. */
  stacks: z.record(z.string(), entry),
});

export type JournalPhase = z.infer<typeof phase>;
export type JournalEntry = z.infer<typeof entry>;

/** What a run is doing, on disk at every moment, so that the next one knows what a killed one left behind. */
export class Journal {
  private readonly stacks: Map<string, JournalEntry>;

  /** @param left entries of a killed run that this one takes over */
  constructor(
    private readonly file: string,
    left: ReadonlyMap<string, JournalEntry>,
  ) {
    this.stacks = new Map(left);
    this.write();
  }

  enter(stack: string, phase: JournalPhase, paths: Pick<JournalEntry, 'folder' | 'plan' | 'log'>): void {
    const since = this.stacks.get(stack)?.since ?? new Date().toISOString();
    this.stacks.set(stack, { phase, ...paths, since });
    this.write();
  }

  started(stack: string, pid: number): void {
    const known = this.stacks.get(stack);
    if (known === undefined) return;
    this.stacks.set(stack, { ...known, terraform: identityOf(pid) });
    this.write();
  }

  leave(stack: string): void {
    if (this.stacks.delete(stack)) this.write();
  }

  private write(): void {
    const content = { schema: 1, run: identityOf(process.pid), stacks: Object.fromEntries(this.stacks) };
    writeFileAtomically(this.file, `${JSON.stringify(content, undefined, 2)}\n`);
  }
}

/** What the last run left in Terraform's hands; nothing where it ended well or its journal can't be read. */
export function readJournal(file: string): ReadonlyMap<string, JournalEntry> {
  try {
    return new Map(Object.entries(journalFile.parse(JSON.parse(readFileSync(file, 'utf8'))).stacks));
  } catch {
    return new Map();
  }
}
