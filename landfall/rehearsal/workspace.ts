import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

/** Folders of one rehearsal, all below `.landfall/rehearsal/<organization>`. */
export interface Workspace {
  readonly root: string;
  /** Copy of the organization's directory, with a lock of its own: the real lock never sees an emulated id. */
  readonly organization: string;
  /** What `main.ts` synthesizes. */
  readonly synthesized: string;
  /** The lowered copies in which Terraform runs. */
  readonly lowered: string;
  /** Journal, plans and logs of the run. */
  readonly run: string;
  readonly logs: string;
  /** Logs and identities of the providers that stay loaded. */
  readonly providers: string;
  /** Taken by the one rehearsal that works in the others. */
  readonly lock: string;
}

/** Name of a rehearsal's folder: the directory as given, without signs that paths have. */
export function rehearsalName(directory: string): string {
  const shown = relative(process.cwd(), resolve(directory));
  const name = shown === '' || shown.startsWith('..') ? basename(resolve(directory)) : shown.split(sep).join('-');
  return name.replace(/[^A-Za-z0-9-]+/g, '-');
}

export function workspaceOf(directory: string): Workspace {
  // Absolute, because Terraform, provider and emulator run in folders of their own.
  const name = rehearsalName(directory);
  const root = resolve('.landfall', 'rehearsal', name);
  return {
    root,
    organization: join(root, 'organization'),
    synthesized: join(root, 'synthesized'),
    lowered: join(root, 'lowered'),
    run: join(root, 'run'),
    logs: join(root, 'logs'),
    providers: join(root, 'providers'),
    // Not below the root, which every rehearsal makes anew.
    lock: resolve('.landfall', 'rehearsal', 'locks', name),
  };
}

/** Makes the folders anew. Decisions come along, so that addresses are the real ones; facts do not. */
export function freshWorkspace(directory: string): Workspace {
  const workspace = workspaceOf(directory);
  rmSync(workspace.root, { recursive: true, force: true });
  for (const folder of [workspace.synthesized, workspace.lowered, workspace.run, workspace.logs]) {
    mkdirSync(folder, { recursive: true });
  }
  copyOrganization(directory, workspace.organization);
  return workspace;
}

/** Goes on with the folders of a rehearsal that was kept: the configuration as it is now, the facts as they were left. */
export function keptWorkspace(directory: string): Workspace {
  const workspace = workspaceOf(directory);
  const facts = factsOf(workspace.organization);
  const kept = existsSync(facts) ? readFileSync(facts) : undefined;
  rmSync(workspace.organization, { recursive: true, force: true });
  copyOrganization(directory, workspace.organization);
  if (kept !== undefined) {
    mkdirSync(dirname(facts), { recursive: true });
    writeFileSync(facts, kept);
  }
  return workspace;
}

function factsOf(directory: string): string {
  return join(directory, 'lock', 'facts.json');
}

function copyOrganization(from: string, to: string): void {
  const facts = factsOf(from);
  cpSync(from, to, { recursive: true, filter: (source) => source !== facts });
}
