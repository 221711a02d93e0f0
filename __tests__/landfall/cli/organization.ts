import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A copy of an organization that a test may write to. The caller removes it. */
export function copyOf(organization: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'landfall-organization-'));
  cpSync(organization, directory, { recursive: true });
  return directory;
}
