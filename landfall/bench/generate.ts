import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFactsLock, writeDecisions, writeFactsLock } from '../model/lock';
import { fact, type FactKey, type FactValues } from '../model/facts';
import { bootstrapFacts, declaredFacts, zoneGraph } from '../model/plan';
import { readZone, type ReadZone } from '../model/read-zone';
import type { LandingZone } from '../model/zone';

/** Stages of a team in the default organization. */
const defaultStages: readonly string[] = ['dev', 'test', 'prod'];

/** What is not copied: teams are made, and the lock is of another organization. */
const madeHere: ReadonlySet<string> = new Set(['teams', 'lock']);

/**
 * Writes a whole organization of a given size for measurements: the files of another one with as many teams as it
 * takes, all address ranges decided and every id known, so that all stacks can be synthesized. Same numbers, same bytes.
 * @param directory made anew; what is there is removed
 * @param accounts number of accounts, the management account and those of the platform among them
 * @param source the organization whose files are taken
 * @param stages those that a team of the source can have, each with an account; its default ones in the same order
 * @throws Error where the platform alone has more accounts, or the pools have no room for so many
 */
export function generateOrganization(
  directory: string,
  accounts: number,
  source = 'landing-zone',
  stages = defaultStages,
): void {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(join(directory, 'teams'), { recursive: true });
  for (const name of readdirSync(source).filter((each) => !madeHere.has(each))) {
    cpSync(join(source, name), join(directory, name), { recursive: true });
  }
  const wanted = accounts - readModel(directory).zone.accounts.length;
  if (wanted < 0) throw new Error(`the platform of ${source} has ${accounts - wanted} accounts, more than ${accounts}`);
  for (const [file, text] of teamFiles(wanted, stages)) writeFileSync(join(directory, 'teams', file), text);
  writeLock(directory, readModel(directory).zone);
}

function readModel(directory: string): NonNullable<ReadZone['model']> {
  const { diagnostics, model } = readZone(directory);
  if (model?.complete === true) return model;
  throw new Error(diagnostics.map(({ code, message }) => `${code}: ${message}`).join('\n'));
}

/** An account a stage; the last team takes what is left. Every fourth team is corporate in development too. */
function teamFiles(accounts: number, stages: readonly string[]): readonly (readonly [string, string])[] {
  return Array.from({ length: Math.ceil(accounts / stages.length) }, (_, index) => {
    const number = String(index + 1).padStart(4, '0');
    const left = accounts - index * stages.length;
    const corporate = index % 4 === 3 ? 'corporate' : undefined;
    const lines = [
      `name: Team ${number}`,
      `email: team-${number}@corp.example`,
      `costCenter: '${5000 + index}'`,
      ...(left >= stages.length && corporate === undefined
        ? []
        : ['accounts:', ...stages.slice(0, left).map((stage) => `  ${stage}: ${connectivityOf(stage, corporate)}`)]),
    ];
    return [`team-${number}.yaml`, `${lines.join('\n')}\n`] as const;
  });
}

function connectivityOf(stage: string, development: string | undefined): string {
  return stage === 'dev' ? (development ?? 'isolated') : 'corporate';
}

function writeLock(directory: string, zone: LandingZone): void {
  const withNetwork = zone.accounts.filter(({ segment }) => segment !== undefined);
  const full = withNetwork.find(({ key }) => !zone.addresses.has(key));
  if (full !== undefined) throw new Error(`the pool of the segment ${full.segment ?? ''} has no room for ${full.key}`);
  writeDecisions(directory, {
    addresses: zone.addresses,
    products: new Map(
      zone.portfolios.flatMap((portfolio) =>
        portfolio.products.flatMap((product) =>
          product.versions.map(
            (version) => [`${portfolio.key}/${product.key}/${version.name}`, version.contentHash] as const,
          ),
        ),
      ),
    ),
  });
  writeFactsLock(directory, { ...emptyFactsLock, facts: allFacts(zone) });
}

/** An id for whatever a stack assigns or reveals, and for what bootstrap leaves. */
function allFacts(zone: LandingZone): FactValues {
  const declared = declaredFacts(zone);
  const keys = [...bootstrapFacts(zone), ...zoneGraph(zone).producers.keys()].filter((key) => !declared.has(key));
  return new Map(keys.map((key) => [key, madeUpId(key)]));
}

/** An id of the shape that AWS gives, by nothing but the name of the fact. */
function madeUpId(key: FactKey): string {
  const hash = createHash('sha256').update(key).digest('hex');
  const [kind = ''] = key.split('/');
  switch (kind) {
    case 'account':
      return String((BigInt(`0x${hash.slice(0, 15)}`) % 900_000_000_000n) + 100_000_000_000n);
    case 'organization':
      return key === fact.rootId ? `r-${hash.slice(0, 4)}` : `o-${hash.slice(0, 10)}`;
    case 'unit':
      return `ou-${hash.slice(0, 4)}-${hash.slice(4, 12)}`;
    case 'permission-set':
      return `arn:aws:sso:::permissionSet/ssoins-${hash.slice(0, 16)}/ps-${hash.slice(16, 32)}`;
    case 'group':
      return [8, 4, 4, 4, 12].map((length, index) => hash.slice(index * 5, index * 5 + length)).join('-');
    case 'identity-center':
      return key === fact.instanceArn ? `arn:aws:sso:::instance/ssoins-${hash.slice(0, 16)}` : `d-${hash.slice(0, 10)}`;
    case 'hub':
      return key === fact.transitGatewayId ? `tgw-0${hash.slice(0, 16)}` : `tgw-rtb-0${hash.slice(0, 16)}`;
    case 'control-tower':
      return `arn:aws:controltower:eu-west-1::${key.split('/')[1] ?? 'thing'}/${hash.slice(0, 16).toUpperCase()}`;
    case 'portfolio':
      return `port-${hash.slice(0, 13)}`;
    default:
      return `${kind}-${hash.slice(0, 13)}`;
  }
}
