import { fact, type FactKey } from '../../model/facts';
import { managementKey } from '../../model/zone';
import type { Inventory } from '../inventory';
import { describeAccess } from './access';
import { describeAccounts } from './account-files';
import { describeDelegations } from './delegations';
import { dutiesOf } from './duties';
import { emailScheme } from './emails';
import { describeGuardrails } from './guardrails';
import { nameOrganization, type Choices, type NamedOrganization, type NamesOptions } from './names';
import { describeNetwork } from './network';
import { describeOrganizationFile } from './organization-file';
import { describeOwners } from './owners';
import type { DescribedPart } from './part';
import { describePortfolios } from './portfolios';
import { describeUnits } from './units-file';

export type { NamesOptions } from './names';

/**
 * What was found as the files that describe it: everything as `manage: read`, so that nobody writes anything. The same
 * inventory and the same names give the same description.
 */
export function describeOrganization(inventory: Inventory, options: NamesOptions): DescribedPart {
  const named = nameOrganization(inventory, options);
  const { names } = named;
  const parts: readonly DescribedPart[] = [
    describePlaces(inventory, named, options.known.choices),
    describeDelegations(inventory, names),
    describeAccess(inventory, names),
    describeGuardrails(inventory, names),
    describeNetwork(inventory, names),
    describePortfolios(inventory, names),
  ];
  return {
    files: parts.flatMap(({ files }) => files),
    facts: new Map(parts.flatMap(({ facts }) => [...facts])),
    remarks: parts.flatMap(({ remarks }) => remarks),
  };
}

/** The organization itself with its units and accounts. */
function describePlaces(inventory: Inventory, named: NamedOrganization, choices: Choices | undefined): DescribedPart {
  const everyAccount = [...named.accounts, ...named.teams.flatMap(({ accounts }) => [...accounts.values()])];
  const emails = emailScheme(
    everyAccount.map(({ account, key }) => [key, account.email] as const),
    inventory.organization.managementAccountEmail,
    choices?.emails,
  );
  const owners = describeOwners(inventory, named);
  const duties = dutiesOf(inventory, everyAccount);
  const integration = everyAccount.find(({ account }) => duties.get(account.id)?.includes('log-archive') === true);
  const parts = [
    describeOrganizationFile({ inventory, named, emails, owner: owners.management, choices }),
    describeAccounts({ inventory, named, emails, owners, duties, stages: choices?.stages ?? new Map() }),
  ];
  return {
    files: [...parts.flatMap(({ files }) => files), describeUnits(inventory, named.units, integration?.unit)],
    facts: foundFacts(inventory),
    remarks: [...named.remarks, ...parts.flatMap(({ remarks }) => remarks)],
  };
}

/** Only ids that the files don't give: whatever stands there may be renamed without the lock knowing. */
function foundFacts({ controlTower, organization, roots }: Inventory): ReadonlyMap<FactKey, string> {
  const { baselines } = controlTower;
  const pairs: readonly (readonly [FactKey, string | undefined])[] = [
    [fact.organizationId, organization.id],
    [fact.accountId(managementKey), organization.managementAccountId],
    [fact.rootId, roots[0]?.id],
    [fact.baselineArn, baselines.find(({ name }) => name === 'AWSControlTowerBaseline')?.baselineIdentifier],
    [fact.identityCenterBaselineArn, baselines.find(({ name }) => name === 'IdentityCenterBaseline')?.arn],
  ];
  return new Map(pairs.flatMap(([key, id]) => (id === undefined ? [] : [[key, id] as const])));
}
