import { idPart } from '../construct-id';
import { fact, type FactReader } from '../facts';
import { hyphenated } from '../names';
import type { DelegationContent } from '../slices/delegation';
import { delegationId, staysRead } from '../slices/delegation';
import type { UnitContent } from '../slices/units';
import type { VendingContent } from '../slices/vending';
import type { LandingZone, Policy } from '../zone';
import { importBlock } from './block';
import { oneImport, type Found, type FoundPart } from './found';
import type { ImportBlock } from './slice';

/** Units of the tree. */
export function unitImports({ units }: LandingZone): Found {
  return {
    all: units.flatMap(({ awsId, id, manage }) =>
      awsId === undefined || id === 'root'
        ? []
        : [
            oneImport(
              manage,
              importBlock('aws_organizations_organizational_unit', [`unit-${hyphenated(id)}`], { id: awsId }),
            ),
          ],
    ),
  };
}

/** Accounts, and attachments of policies to them. Accounts that are only read are let go of elsewhere. */
export function vendingImports(
  zone: LandingZone,
  stack: string,
  { accounts }: VendingContent,
  facts: FactReader,
): Found {
  const made = new Set(accounts.map(({ key }) => key));
  const ofStack = zone.accounts.filter(({ vendedBy }) => vendedBy === stack);
  return {
    all: [
      ...ofStack.flatMap(({ awsId, key }) =>
        awsId === undefined || !made.has(key)
          ? []
          : [{ imports: [importBlock('aws_organizations_account', [key], { id: awsId })] }],
      ),
      ...ofStack.flatMap(({ key }) =>
        attachments(
          zone,
          zone.guardrails.accounts.find(({ account }) => account === key)?.policies ?? [],
          ({ attached }) => attached?.accounts.includes(key) ?? true,
          `${key}_policies`,
          () => facts.get(fact.accountId(key)),
        ),
      ),
    ],
  };
}

/** Baseline, policies and controls of a unit; with the root the policies themselves. */
export function guardrailImports(zone: LandingZone, content: UnitContent): Found {
  const { targetArn, targetId, unit } = content;
  const { controls = [], policies = [] } = zone.guardrails.units.find((each) => each.unit === unit) ?? {};
  return {
    all: [
      ...baseline(zone, content),
      ...(unit === 'root' ? zone.guardrails.policies.flatMap(policyItself) : []),
      ...attachments(
        zone,
        policies,
        ({ attached }) => attached?.units.includes(unit) ?? true,
        'policies',
        () => targetId,
      ),
      ...controls.flatMap(({ control, exists, manage }) => {
        const controlArn = zone.guardrails.controls.find(({ key }) => key === control)?.identifier;
        if (controlArn === undefined || (manage !== 'read' && exists !== true)) return [];
        const block = importBlock('aws_controltower_control', ['controls', idPart(control)], { targetArn, controlArn });
        return [oneImport(manage, block)];
      }),
    ],
  };
}

function baseline({ units }: LandingZone, content: UnitContent): readonly FoundPart[] {
  const arn = units.find(({ id }) => id === content.unit)?.adoptedBaseline;
  if (arn === undefined || arn === 'kept') return [];
  return [
    oneImport(
      content.baseline === undefined ? 'read' : 'own',
      importBlock('aws_controltower_baseline', ['baseline'], { arn }),
    ),
  ];
}

function policyItself({ awsId, key, manage }: Policy): readonly FoundPart[] {
  if (awsId === undefined) return [];
  return [oneImport(manage, importBlock('aws_organizations_policy', ['adopted-policies', idPart(key)], { id: awsId }))];
}

function attachments(
  zone: LandingZone,
  keys: readonly string[],
  sat: (policy: Policy) => boolean,
  scope: string,
  targetId: () => string,
): readonly FoundPart[] {
  const wanted = new Set(keys);
  return zone.guardrails.policies.flatMap((policy) => {
    if (policy.awsId === undefined || !wanted.has(policy.key) || !sat(policy)) return [];
    const path = [scope, `${idPart(policy.key)}_attachment`];
    const parts = { targetId: targetId(), policyId: policy.awsId };
    return [oneImport(policy.manage, importBlock('aws_organizations_policy_attachment', path, parts))];
  });
}

/** Delegated administrators that Organizations itself knows. */
export function delegationImports(zone: LandingZone, { delegations }: DelegationContent): Found {
  const existing = zone.security.delegations.filter((each) => each.exists === true || each.manage === 'read');
  const imports: ImportBlock[] = [];
  const released: string[] = [];
  for (const delegation of existing.filter((each) => !staysRead({ ...each, exists: true }))) {
    const id = delegationId(zone, delegation);
    const accountId = delegations.find((each) => each.id === id)?.accountId ?? '';
    const parts = { accountId, service: delegation.service };
    const block = importBlock('aws_organizations_delegated_administrator', [id], parts);
    if (delegation.manage === 'read') released.push(block.to);
    else imports.push(block);
  }
  return { all: [{ imports, released }] };
}
