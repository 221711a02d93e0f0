import { accountsWithDomain } from '../model/slices/accounts';
import { managementKey, type LandingZone } from '../model/zone';
import { check, type Finding } from './check';
import { andMore } from './words';

/** LF1406, LF1408 and LF1409: groups can be written where they come from, and assignments reach accounts that take them. */
export const assignments = check(({ zone }) => [...externalGroups(zone), ...accounts(zone), ...domains(zone)]);

/** With an external identity provider Identity Center refuses new groups: they come by SCIM. */
function externalGroups({ access }: LandingZone): readonly Finding[] {
  if (access.source !== 'external') return [];
  const own = access.groups.filter(({ manage }) => manage === 'own');
  return onePerPlace(
    own.map(({ key, source }) => ({
      code: 'LF1406',
      at: source,
      within: ['manage'],
      message: `the group ${key} is to be written, but groups come from an external identity provider`,
      help: 'Take manage: own away, and make the group in the identity provider under its displayName',
    })),
  );
}

/**
 * New assignments are written in the management account, so AWS takes them even where Landfall writes nothing else; those
 * that were there are imported.
 */
function accounts(zone: LandingZone): readonly Finding[] {
  const onlyRead = new Set(zone.accounts.filter(({ manage }) => manage === 'read').map(({ key }) => key));
  onlyRead.delete(managementKey);
  return onePerPlace(
    zone.access.assignments
      .filter(({ account, exists, manage }) => onlyRead.has(account) && exists !== true && manage !== 'read')
      .map(({ account, source }) => ({
        severity: 'warning',
        code: 'LF1408',
        at: source,
        within: ['accounts'],
        message: `${account} is only read, but assignments are written for it; one that is there already makes the apply fail`,
        help: 'Set manage: own for the account when it is taken over, or leave it out of the table until then',
      })),
  );
}

/** One note for a row of which no account has a domain: a part of the accounts is what an upgrade looks like. */
function domains(zone: LandingZone): readonly Finding[] {
  const withDomain = new Set(accountsWithDomain(zone));
  const rows = new Map<string, { readonly at: Finding['at']; readonly accounts: string[] }>();
  for (const { account, source } of zone.access.domainAssignments) {
    const row = rows.get(JSON.stringify(source)) ?? { at: source, accounts: [] };
    row.accounts.push(account);
    rows.set(JSON.stringify(source), row);
  }
  return [...rows.values()]
    .filter((row) => !row.accounts.some((account) => withDomain.has(account)))
    .map((row) => ({
      severity: 'note',
      code: 'LF1409',
      at: row.at,
      within: ['sageMakerDomain'],
      message: `the group gets into no SageMaker domain: no blueprint makes one in ${andMore(row.accounts)}`,
      help: 'Choose ml-workload@2 for the stage, in an account with a VPC, or take sageMakerDomain away',
    }));
}

/** A row of a table speaks for every team; one finding for a place is enough. */
function onePerPlace(findings: readonly Finding[]): readonly Finding[] {
  const first = new Map<string, Finding>();
  for (const finding of findings) {
    const place = JSON.stringify([finding.at, finding.message]);
    if (!first.has(place)) first.set(place, finding);
  }
  return [...first.values()];
}
