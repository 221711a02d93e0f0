import type { Duty } from '../../config/schemas/accounts';
import type { Account, BlueprintReference, LandingZone } from '../zone';
import { hasVpc } from './network';

/** Blueprint that holds what a duty needs. */
const blueprintOfDuty: Readonly<Record<Duty, string>> = {
  'log-archive': 'log-archive',
  'security-tooling': 'security-tooling',
  network: 'network',
  'shared-services': 'shared-services',
  devops: 'devops',
  'backup-admin': 'backup-admin',
  'central-backup': 'central-backup',
  'ml-shared-services': 'ml-shared-services',
  'ml-deployments': 'ml-deployments',
  'data-lake': 'data-lake',
  'data-governance': 'data-governance',
  'feature-store': 'feature-store',
  sandbox: 'sandbox',
};

/** Whether `none` is written for an account; a blueprint of the user's own may have that name, but has a version. */
export function isNone({ name, version }: BlueprintReference): boolean {
  return name === 'none' && version === 0;
}

/** Whether Landfall deploys into the account: one that is taken over may be written itself, and nothing in it. */
export function isDeployed({ blueprint, manage }: Account): boolean {
  return manage === 'own' && !isNone(blueprint);
}

/** What a blueprint holds beside what its name says: models run in the same kind of account in which they are made. */
const alsoCovers: Readonly<Record<string, string>> = { 'ml-workload': 'ml-deployments' };

/** Blueprints that come with Landfall, and the newest version of each. */
export const builtInBlueprints: ReadonlyMap<string, number> = new Map([
  ...Object.values(blueprintOfDuty).map((name) => [name, 1] as const),
  ['ml-workload', 2],
]);

/** First version of the blueprint that holds a SageMaker domain. */
const domainSince: Readonly<Record<string, number>> = { 'ml-workload': 2 };

/**
 * What an account is made of: the blueprint that was chosen, and one for each duty that the chosen one does not
 * cover. So an account with two duties gets what both need.
 */
export function blueprintsOf(zone: LandingZone, account: Account): readonly BlueprintReference[] {
  const covered = new Set([account.blueprint.name, alsoCovers[account.blueprint.name]]);
  const wanted = account.duties.map((duty) => blueprintOfDuty[duty]);
  if (administersAnalyzer(zone, account)) wanted.push('security-tooling');
  if (holdsBlueprintHub(zone, account)) wanted.push('shared-services');
  const others = [...new Set(wanted)].filter((name) => !covered.has(name));
  return [account.blueprint, ...others.map((name) => ({ name, version: 1 }))];
}

/** Whether the account's blueprints include one of these names. */
export function holds(zone: LandingZone, account: Account, ...names: readonly string[]): boolean {
  return blueprintsOf(zone, account).some((blueprint) => names.includes(blueprint.name));
}

/**
 * Whether what a team needs for machine learning is decided for the account. It is for blueprints of the user's own
 * too, if they are chosen for a team: theirs to use or to leave.
 */
export function holdsMlWorkload(zone: LandingZone, account: Account): boolean {
  const own = account.team !== undefined && !builtInBlueprints.has(account.blueprint.name);
  return own || holds(zone, account, 'ml-workload', 'ml-deployments');
}

/** Whether the organization's access analyzer is made in the account. */
export function administersAnalyzer(zone: LandingZone, account: Account): boolean {
  return (
    zone.security.accessAnalyzer &&
    zone.security.delegations.some(
      (delegation) => delegation.service === 'access-analyzer.amazonaws.com' && delegation.account === account.key,
    )
  );
}

/** Whether the account factory takes its blueprints from the account. */
export function holdsBlueprintHub(zone: LandingZone, account: Account): boolean {
  return zone.hub?.account === account.key;
}

/** Whether the account's stack makes a SageMaker domain. */
export function hasDomain(zone: LandingZone, account: Account): boolean {
  const since = domainSince[account.blueprint.name];
  return since !== undefined && account.blueprint.version >= since && hasVpc(zone, account);
}
