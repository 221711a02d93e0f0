import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importLostAccounts, recoveryFile, removeRecovery } from '../../../landfall/runner/recover';

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'recover-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const render = (root: object): void => writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify(root));
const known = new Map([
  ['aws+dev@example.com', '111111111111'],
  ['aws+prod@example.com', '222222222222'],
]);
const find = (email: string): Promise<string | undefined> => Promise.resolve(known.get(email));

describe('importLostAccounts', () => {
  test('imports what has the e-mail, whatever its case, and nothing else', async () => {
    render({
      resource: {
        aws_organizations_account: {
          dev: { email: 'AWS+Dev@example.com' },
          test: { email: 'aws+test@example.com' },
        },
      },
    });
    expect(await importLostAccounts(folder, find)).toEqual([
      { to: 'aws_organizations_account.dev', id: '111111111111' },
    ]);
    expect(JSON.parse(readFileSync(join(folder, recoveryFile), 'utf8'))).toEqual({
      import: [{ to: 'aws_organizations_account.dev', id: '111111111111' }],
    });
  });

  test('does not import twice what is imported already', async () => {
    render({
      import: [{ to: 'aws_organizations_account.prod', id: '222222222222' }],
      resource: { aws_organizations_account: { prod: { email: 'aws+prod@example.com' } } },
    });
    expect(await importLostAccounts(folder, find)).toEqual([]);
    expect(existsSync(join(folder, recoveryFile))).toBe(false);
  });

  test('takes away what an earlier recovery wrote', async () => {
    writeFileSync(join(folder, recoveryFile), '{}');
    render({ resource: {} });
    await importLostAccounts(folder, find);
    expect(existsSync(join(folder, recoveryFile))).toBe(false);
    removeRecovery(folder);
    expect(existsSync(join(folder, recoveryFile))).toBe(false);
  });
});
