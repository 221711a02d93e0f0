import type { SourceRef } from '../../config/configuration';
import { isKnown, type FoundPolicy } from '../inventory';
import { placeWords, type Comparison } from './comparison';
import { notCompared, notDeployed, putRight, some, teller, unless, type Difference } from './difference';
import { expectedPolicies, type ExpectedPolicy } from './expected-policies';
import { isMadeBeside } from './made-beside';
import { sameDocument } from './same-document';

const kind = 'policies';
const tell = teller(kind);
const list: SourceRef = { file: 'guardrails.yaml', path: ['units'] };

/** Policies of Organizations: their texts, and what they sit on. Those that AWS itself keeps are none of ours. */
export function policyDifferences(c: Comparison): readonly Difference[] {
  if (!isKnown(c.inventory, 'policies')) {
    return [notCompared(kind, 'policies', 'not all policies could be read', list)];
  }
  const found = c.inventory.policies.filter(({ awsManaged }) => !awsManaged);
  const expected = expectedPolicies(c).map((policy) => ({ policy, there: thereOf(found, policy) }));
  const wanted = new Map<string, Set<string>>();
  for (const { policy, there } of expected) {
    if (there === undefined) continue;
    wanted.set(there.id, (wanted.get(there.id) ?? new Set()).add(policy.targetId ?? ''));
  }
  const texts = new Map(expected.flatMap((each) => (each.there === undefined ? [] : [[each.there.id, each] as const])));
  return [
    ...expected.flatMap(({ policy, there }) => placed(c, policy, there)),
    ...[...texts.values()].flatMap(({ policy, there }) => (there === undefined ? [] : written(policy, there))),
    ...found.flatMap((policy) => notWritten(c, policy, wanted.get(policy.id))),
  ];
}

function thereOf(found: readonly FoundPolicy[], { name, policyId, type }: ExpectedPolicy): FoundPolicy | undefined {
  return found.find((each) =>
    policyId === undefined ? each.name === name && each.type === type : each.id === policyId,
  );
}

/** Whether it is there, and on its target. */
function placed(c: Comparison, policy: ExpectedPolicy, there: FoundPolicy | undefined): readonly Difference[] {
  const { at, label, manage, stack, targetId } = policy;
  const isOn = targetId !== undefined && there?.targets.includes(targetId) === true;
  if (isOn || (there !== undefined && targetId === undefined) || !isThere(c, targetId)) return [];
  const where = targetId === undefined ? 'anywhere' : `on ${placeWords(c, targetId)}`;
  if (manage === 'own' && !c.isDeployed(stack)) return [notDeployed(kind, `${label} ${where}`, at)];
  const told = { subject: `policy ${label}`, described: where, help: putRight(manage, stack), at };
  if (there === undefined) return [tell({ ...told, code: 'LF6130', found: 'is not there' })];
  return [tell({ ...told, code: 'LF6131', found: `sits ${targetsWords(c, there.targets)}` })];
}

/** What lies on a unit or account that is missing itself is told by that. */
function isThere({ inventory }: Comparison, targetId: string | undefined): boolean {
  if (targetId === undefined) return true;
  const { accounts, roots, units } = inventory;
  return [accounts, roots, units].some((all) => all.some(({ id }) => id === targetId));
}

function written(policy: ExpectedPolicy, there: FoundPolicy): readonly Difference[] {
  const { content, description, isWhole, label, manage, name, stack, statements, textAt: at } = policy;
  const told = { subject: `policy ${label}`, help: putRight(manage, stack), at };
  return [
    ...unless(!isWhole || sameDocument(there.content, content, statements), () =>
      tell({ ...told, code: 'LF6132', found: `has another text (${there.id})`, described: 'the text of its file' }),
    ),
    ...unless(there.name === name, () =>
      tell({ ...told, code: 'LF6133', severity: 'warning', found: `is called ${there.name}`, described: name }),
    ),
    ...unless(manage === 'read' || there.description === description, () =>
      tell({
        ...{ ...told, code: 'LF6133', severity: 'warning' },
        found: `is described as "${there.description}"`,
        described: `"${description}"`,
      }),
    ),
  ];
}

/** @param wanted ids of targets, where the policy is described */
function notWritten(
  c: Comparison,
  policy: FoundPolicy,
  wanted: ReadonlySet<string> | undefined,
): readonly Difference[] {
  const told = { subject: `policy ${policy.name} (${policy.id})`, described: 'not at all' };
  if (wanted === undefined) {
    return unless(isMadeBeside('policy', policy.name), () =>
      tell({
        ...{ ...told, code: 'LF6134', at: list },
        found: `sits ${targetsWords(c, policy.targets)}`,
        help: `Describe it with manage: read and id: ${policy.id}, or delete it.`,
      }),
    );
  }
  return policy.targets
    .filter((id) => !wanted.has(id) && (c.units.has(id) || c.accounts.has(id)))
    .map((id) =>
      tell({
        ...{ ...told, code: 'LF6135', at: attachedAt(c, id) },
        found: `also sits on ${placeWords(c, id)}`,
        help: 'Detach it, or name it there.',
      }),
    );
}

function attachedAt({ accounts, units, zone: { guardrails } }: Comparison, id: string): SourceRef {
  const unit = guardrails.units.find((each) => each.unit === units.get(id)?.id);
  const account = guardrails.accounts.find((each) => each.account === accounts.get(id)?.key);
  return (unit ?? account)?.source ?? list;
}

function targetsWords(c: Comparison, ids: readonly string[]): string {
  return ids.length === 0 ? 'on nothing' : `on ${some(ids.map((id) => placeWords(c, id)))}`;
}
