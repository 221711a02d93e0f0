import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asList, isJsonObject, objectAt, parseJson, type JsonObject } from './json';

/** Beside the rendered stack, for one run only. */
export const recoveryFile = 'landfall-recovery.tf.json';

/** An import that Terraform is told of. */
export interface RecoveredImport {
  readonly to: string;
  readonly id: string;
}

/**
 * An apply that was killed may have made accounts that no state knows, and AWS takes no e-mail twice: they are looked
 * up by e-mail and imported. Terraform passes over an import of what its state holds already.
 * @returns what was found
 */
export async function importLostAccounts(
  folder: string,
  findAccountByEmail: (email: string) => Promise<string | undefined>,
): Promise<readonly RecoveredImport[]> {
  removeRecovery(folder);
  const root = parseJson(readFileSync(join(folder, 'cdk.tf.json'), 'utf8'));
  if (!isJsonObject(root)) return [];
  const imported = new Set(asList(root['import']).flatMap((block) => (isJsonObject(block) ? [block['to']] : [])));
  const found: RecoveredImport[] = [];
  for (const { address, email } of accountsOf(root)) {
    if (imported.has(address)) continue;
    const id = await findAccountByEmail(email);
    if (id !== undefined) found.push({ to: address, id });
  }
  if (found.length > 0) {
    writeFileSync(join(folder, recoveryFile), `${JSON.stringify({ import: found }, undefined, 2)}\n`);
  }
  return found;
}

/** Takes away what an earlier recovery wrote. */
export function removeRecovery(folder: string): void {
  rmSync(join(folder, recoveryFile), { force: true });
}

function accountsOf(root: JsonObject): readonly { readonly address: string; readonly email: string }[] {
  const type = 'aws_organizations_account';
  return Object.entries(objectAt(objectAt(root, 'resource'), type)).flatMap(([name, resource]) => {
    const email = isJsonObject(resource) ? resource['email'] : undefined;
    return typeof email === 'string' ? [{ address: `${type}.${name}`, email: email.toLowerCase() }] : [];
  });
}
