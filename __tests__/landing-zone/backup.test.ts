import type { BaselineContent } from '../../landfall/model/accounts/content';
import { fact, FactReader, placeholder } from '../../landfall/model/facts';
import { sliceOf, zoneGraph } from '../../landfall/model/plan';
import type { StackContent } from '../../landfall/model/slices';
import { zoneOf } from '../support/organization';
import { isJson, jsonOf } from '../support/template';

/** Every string below a key of that name. */
function assigned(value: unknown, name: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => assigned(item, name));
  if (!isJson(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const text = isJson(item) ? item['@@assign'] : undefined;
    return key === name && typeof text === 'string' ? [text] : assigned(item, name);
  });
}

describe.each([
  ['landing-zone', 'unit-workloads-prod', 'fraud-prod', 'fraud-dev'],
  ['examples/minimal', 'unit-workloads-prod', 'fraud-prod', 'fraud-dev'],
])('%s', (directory, unit, backedUp, other) => {
  const zone = zoneOf(directory);
  const { nodes } = zoneGraph(zone);
  const contentOf = (id: string): StackContent => {
    const node = nodes.find(({ stack }) => stack.id === id);
    if (node === undefined) throw new Error(`no stack ${id}`);
    return sliceOf(zone, node.stack, new FactReader(new Map())).content;
  };
  const baselineOf = (account: string): BaselineContent | undefined => {
    const content = contentOf(`account-${account}`);
    return content.kind === 'account' ? content.baseline : undefined;
  };
  const content = contentOf(unit);
  const policy = content.kind === 'unit' ? content.policies.find(({ type }) => type === 'BACKUP_POLICY') : undefined;
  const document = jsonOf(policy?.content ?? '');

  it('backs up into a vault and with a role that the accounts have', () => {
    const backup = baselineOf(backedUp)?.backup;
    expect(assigned(document, 'target_backup_vault_name')).toEqual([backup?.vault]);
    expect(assigned(document, 'iam_role_arn')).toEqual([
      `arn:aws:iam::$account:role${String(backup?.role.path)}${String(backup?.role.name)}`,
    ]);
    expect(backup?.role.trustPolicy).toContain('backup.amazonaws.com');
    expect(policy?.content).not.toContain(placeholder(fact.accountId(backedUp)));
  });

  it('makes neither where no such policy reaches', () => {
    expect(baselineOf(other)?.backup).toBeUndefined();
  });
});
