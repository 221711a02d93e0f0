import { relative, resolve } from 'node:path';

/** Folder of an organization's runs, such as `.landfall/runs/landing-zone`: outputs, plans, logs, journal. */
export function runFolder(workingDirectory: string, organization: string): string {
  const path = relative(workingDirectory, resolve(workingDirectory, organization));
  const name = path === '' ? 'here' : path.replace(/[^A-Za-z0-9._-]+/g, '--').replace(/^\.\.(?=--)/, 'up');
  return resolve(workingDirectory, '.landfall', 'runs', name);
}
