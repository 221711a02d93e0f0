import { notAsked } from '../gaps';
import { inventorySchemaVersion, type FoundAccount, type Inventory } from '../inventory';
import { sortInventory } from '../inventory/order';
import { controlTowerApi } from '../../runner/control-tower-api';
import { readAccountServices, type AccountServices } from './account-services';
import { interview, type Asker, type Interview } from './ask';
import { clientsAt, type Clients, type Credentials } from './clients';
import { readContacts } from './contacts';
import { readControlTower } from './control-tower';
import { readIdentityCenter } from './identity-center';
import { memberCredentials } from './members';
import { ownersView } from './network';
import {
  readAccounts,
  readDelegatedAdministrators,
  readResourcePolicy,
  readRoots,
  readTrustedServices,
  readUnits,
} from './organization';
import { readPolicies } from './policies';
import { readRootAccess } from './root-access';
import { openOrganization } from './start';
import { readStackSets } from './stack-sets';

export interface ScanSettings {
  /** Of the management account, allowed what `readingPolicy` says. */
  readonly credentials: Credentials;
  /** Region of the landing zone. */
  readonly homeRegion: string;
  /** Other Regions to look into; default: those that the landing zone governs. */
  readonly regions?: readonly string[] | undefined;
  /** Name of a role in every member account; without it nothing is read inside of them. */
  readonly memberRole?: string | undefined;
  readonly progress: (event: ScanEvent) => void;
}

/** `call` after each call, `step` when something is done; `calls` so far in all. */
export type ScanEvent =
  | { readonly kind: 'call'; readonly calls: number }
  | { readonly kind: 'step'; readonly text: string; readonly calls: number };

export interface ScanResult {
  readonly inventory: Inventory;
  /** Number of calls by service, as IAM names services, sorted. */
  readonly calls: ReadonlyMap<string, number>;
}

const callsAtOnce = 10;
/** Each account's answers stay in memory until it is done. */
const accountsAtOnce = 5;

/**
 * Reads an organization without changing anything. Whatever a service refuses is a gap of the inventory.
 * @throws DiagnosticError LF3005, LF6001, LF6002 where not even the organization can be read
 */
export async function scanOrganization(settings: ScanSettings): Promise<ScanResult> {
  const { credentials, homeRegion, progress } = settings;
  let calls = 0;
  const asked = interview(callsAtOnce, () => progress({ kind: 'call', calls: (calls += 1) }));
  const step = (text: string): void => progress({ kind: 'step', text, calls });
  const home = clientsAt({ region: homeRegion, credentials });
  const { accountId, organization } = await openOrganization(asked, home, homeRegion);
  const ask = asked.at({ accountId, region: homeRegion });
  step(`organization ${organization.id}`);

  const tree = await readTree(ask, home);
  step(`${count(tree.units, 'unit')}, ${count(tree.accounts, 'account')}`);
  const policies = await readPolicies(ask, home.organizations, tree.roots);
  step(count(policies, 'policy', 'policies'));
  const accounts = await withContacts(ask, home, tree.accounts);
  const rootAccessFeatures = await readRootAccess(ask, credentials);
  step('alternate contacts, central root access');
  const controlTower = await readControlTower(ask, controlTowerApi({ region: homeRegion, credentials }));
  step(`${count(controlTower.controls, 'control')}, ${count(controlTower.baselines, 'baseline')}`);

  const others = settings.regions ?? governedRegions(controlTower.landingZone?.manifest);
  const regions = [homeRegion, ...others.filter((region) => region !== homeRegion)];
  const places = regions.map((region) => ({
    ask: asked.at({ accountId, region }),
    clients: clientsAt({ region, credentials }),
  }));
  const identityCenter = await readIdentityCenter(
    places.map((one) => ({ ask: one.ask, sso: one.clients.ssoAdmin, store: one.clients.identityStore })),
  );
  step(
    `${count(identityCenter?.permissionSets ?? [], 'permission set')}, ${count(identityCenter?.assignments ?? [], 'assignment')}`,
  );
  const stackSets = await Promise.all(places.map(async (one) => readStackSets(one.ask, one.clients.cloudFormation)));
  step(count(stackSets.flat(), 'stack set'));

  const members = accounts.filter(({ id, state }) => id !== accountId && state === 'ACTIVE').map(({ id }) => id);
  const inside = await readInside(asked, settings, { accountId, members, organization, regions, step });
  const inventory: Inventory = {
    schema: inventorySchemaVersion,
    reading: { homeRegion, regions, accounts: inside.map((one) => one.accountId) },
    gaps: asked.gaps(),
    organization,
    roots: tree.roots,
    units: tree.units,
    accounts,
    policies,
    ...tree.rest,
    rootAccessFeatures,
    controlTower,
    identityCenter,
    ...merged(inside),
    stackSets: stackSets.flat(),
  };
  return { inventory: sortInventory(inventory), calls: new Map([...asked.counts()].sort()) };
}

interface Tree extends Pick<Inventory, 'roots' | 'units' | 'accounts'> {
  readonly rest: Pick<Inventory, 'trustedServices' | 'delegatedAdministrators' | 'resourcePolicy'>;
}

async function readTree(ask: Asker, { organizations }: Clients): Promise<Tree> {
  const roots = await readRoots(ask, organizations);
  const units = (await Promise.all(roots.map(async ({ id }) => readUnits(ask, organizations, id)))).flat();
  const parents = [...roots, ...units].map(({ id }) => id);
  const accounts = await Promise.all(parents.map(async (id) => readAccounts(ask, organizations, id)));
  const [trustedServices, delegatedAdministrators, resourcePolicy] = await Promise.all([
    readTrustedServices(ask, organizations),
    readDelegatedAdministrators(ask, organizations),
    readResourcePolicy(ask, organizations),
  ]);
  return {
    roots,
    units,
    accounts: accounts.flat(),
    rest: { trustedServices, delegatedAdministrators, resourcePolicy },
  };
}

async function withContacts(
  ask: Asker,
  { account: client }: Clients,
  accounts: readonly FoundAccount[],
): Promise<readonly FoundAccount[]> {
  return Promise.all(
    accounts.map(async (account) =>
      account.state === 'ACTIVE'
        ? { ...account, alternateContacts: await readContacts(ask, client, account.id) }
        : account,
    ),
  );
}

/** Regions in a landing zone's manifest, of whatever version. */
function governedRegions(manifest: unknown): readonly string[] {
  if (typeof manifest !== 'object' || manifest === null || !('governedRegions' in manifest)) return [];
  const { governedRegions: regions } = manifest;
  return Array.isArray(regions) ? regions.filter((region) => typeof region === 'string').sort() : [];
}

interface Inside {
  readonly accountId: string;
  readonly members: readonly string[];
  readonly organization: Inventory['organization'];
  readonly regions: readonly string[];
  readonly step: (text: string) => void;
}

interface AccountContent extends AccountServices {
  readonly accountId: string;
}

/** What lies inside of the accounts: always of the management account's, of members with a role. */
async function readInside(
  asked: Interview,
  { credentials, homeRegion, memberRole }: ScanSettings,
  { accountId, members, organization, regions, step }: Inside,
): Promise<readonly AccountContent[]> {
  const read = async (id: string, of: Credentials): Promise<AccountContent> => {
    const content = await readAccountServices(asked, id, regions, of);
    step(`account ${id}`);
    return { accountId: id, ...content };
  };
  const own = await read(accountId, credentials);
  const ask = asked.at({ accountId, region: homeRegion });
  if (memberRole === undefined) {
    if (members.length > 0) ask.miss('sts:AssumeRole', notAsked, 'no role to read member accounts with was named');
    return [own];
  }
  const [, partition = 'aws'] = organization.arn.split(':');
  const sts = clientsAt({ region: homeRegion, credentials }).sts;
  const found: AccountContent[] = [];
  const waiting = [...members];
  const work = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const role = `arn:${partition}:iam::${id}:role/${memberRole}`;
      const member = await memberCredentials(asked.at({ accountId: id, region: homeRegion }), sts, role);
      if (member !== undefined) found.push(await read(id, member));
    }
  };
  await Promise.all(Array.from({ length: accountsAtOnce }, work));
  return [own, ...found];
}

function merged(contents: readonly AccountContent[]): AccountServices {
  return {
    transitGateways: ownersView(contents.flatMap((one) => one.transitGateways)),
    vpcs: contents.flatMap((one) => one.vpcs),
    resourceShares: contents.flatMap((one) => one.resourceShares),
    portfolios: contents.flatMap((one) => one.portfolios),
    products: contents.flatMap((one) => one.products),
    provisionedProducts: contents.flatMap((one) => one.provisionedProducts),
    configRecorders: contents.flatMap((one) => one.configRecorders),
    deliveryChannels: contents.flatMap((one) => one.deliveryChannels),
  };
}

function count(items: readonly unknown[], one: string, more = `${one}s`): string {
  return `${items.length} ${items.length === 1 ? one : more}`;
}
