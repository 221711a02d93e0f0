import type { Duty } from '../../config/schemas/accounts';
import type { Inventory } from '../inventory';
import type { EmailScheme } from './emails';
import { compareTexts, groupBy, mostCommon } from './keys';
import type { NamedAccount, NamedOrganization, NamedTeam } from './names';
import { answering, type DescribedOwners } from './owners';
import { tagLike } from './own-tags';
import type { DescribedFile, DescribedPart, Remark, YamlValue } from './part';
import { compareStages } from './stages';

interface Accounts {
  readonly inventory: Inventory;
  readonly named: NamedOrganization;
  readonly emails: EmailScheme;
  readonly owners: DescribedOwners;
  readonly duties: ReadonlyMap<string, readonly Duty[]>;
  /** Units of stages that were chosen before. */
  readonly stages: ReadonlyMap<string, string>;
}

/** `accounts.yaml` and the files of teams. */
export function describeAccounts(found: Accounts): Omit<DescribedPart, 'facts'> {
  const { named, owners } = found;
  const units = stageUnits(named.teams, found.stages);
  const stages = Object.fromEntries(
    [...units].map(([stage, unit]) => [stage, { unit, connectivity: 'none', blueprint: 'none' }]),
  );
  const accounts = Object.fromEntries(named.accounts.map((each) => [each.key, platformAccount(found, each)]));
  const usual = found.stages.size === 0 ? units : found.stages;
  const defaultStages = usual.size === 0 ? undefined : [...usual.keys()].sort(compareStages);
  return {
    files: [
      { path: 'accounts.yaml', value: { owners: owners.value, stages, defaultStages, accounts } },
      ...named.teams.map((team) => teamFile(found, team, units)),
    ],
    remarks: [...owners.remarks, ...purposeRemarks(found)],
  };
}

/** Each stage goes where most teams have it, or where it went before. */
function stageUnits(teams: readonly NamedTeam[], known: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const places = teams.flatMap(({ accounts }) => [...accounts].map(([stage, { unit }]) => ({ stage, unit })));
  const found = [...groupBy(places, ({ stage }) => stage)].map(
    ([stage, all]) => [stage, mostCommon(all.map(({ unit }) => unit)) ?? ''] as const,
  );
  return new Map([...new Map([...found, ...known])].sort(([a], [b]) => compareStages(a, b)));
}

function platformAccount(found: Accounts, named: NamedAccount): YamlValue {
  const { account, key, unit } = named;
  const [duty, ...others] = found.duties.get(account.id) ?? [];
  return {
    name: account.name,
    unit,
    owner: found.owners.ownerOf(named),
    serves: duty === undefined ? undefined : others.length === 0 ? duty : [duty, ...others],
    purpose: purposeOf(found, named) ?? unknownPurpose,
    email: found.emails.fits(key, account.email) ? undefined : account.email,
    manage: 'read',
    id: account.id,
    blueprint: 'none',
  };
}

/** Stands where AWS knows nothing, until people write what they know. */
const unknownPurpose = 'To be described';

const purposeOfDuty: Readonly<Partial<Record<Duty, string>>> = {
  'log-archive': 'Logs of the organization',
  'security-tooling': 'Security services of the organization',
  network: 'Transit gateway and the rest of the shared network',
  'backup-admin': 'Administers backups of the organization',
  'central-backup': 'Keeps backups of the organization',
};

function purposeOf({ duties, inventory }: Accounts, { account }: NamedAccount): string | undefined {
  const tagged = tagLike(account, /(^|[:/_-])(purpose|description)$/i);
  const [duty] = duties.get(account.id) ?? [];
  const services = inventory.delegatedAdministrators.find(({ accountId }) => accountId === account.id)?.services ?? [];
  const administers = services.map((service) => service.replace('.amazonaws.com', ''));
  return (
    tagged ??
    (duty === undefined ? undefined : purposeOfDuty[duty]) ??
    (administers.length === 0 ? undefined : `Administers ${administers.join(', ')} for the organization`)
  );
}

function purposeRemarks(found: Accounts): readonly Remark[] {
  const unknown = found.named.accounts.filter((each) => purposeOf(found, each) === undefined);
  if (unknown.length === 0) return [];
  const text = `what ${unknown.length} accounts are for is not in AWS: write it where purpose says "${unknownPurpose}"`;
  return [{ chapter: 'not-understood', subject: 'accounts.yaml', text }];
}

function teamFile(
  { emails, inventory }: Accounts,
  team: NamedTeam,
  stages: ReadonlyMap<string, string>,
): DescribedFile {
  const accounts = [...team.accounts].map(
    ([stage, { account, key, unit }]) =>
      [
        stage,
        {
          unit: stages.get(stage) === unit ? undefined : unit,
          name: account.name === `${team.name} ${stage}` ? undefined : account.name,
          email: emails.fits(key, account.email) ? undefined : account.email,
          manage: 'read',
          id: account.id,
        },
      ] as const,
  );
  const members = [...team.accounts.values()].map(({ account }) => account).sort((a, b) => compareTexts(a.id, b.id));
  const { businessUnit, costCenter, email } = answering(inventory, members);
  return {
    path: `teams/${team.key}.yaml`,
    value: { name: team.name, email, costCenter, businessUnit, accounts: Object.fromEntries(accounts) },
  };
}
