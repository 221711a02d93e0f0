import { blueprints as ownBlueprints } from '../custom';
import { DiagnosticError } from '../landfall/diagnostics/diagnostic';
import type { BlueprintEntry } from './blueprint';
import { Backup } from './backup';
import { DataGovernance } from './data-governance';
import { DataLake } from './data-lake';
import { Devops } from './devops';
import { FeatureStore } from './feature-store';
import { LogArchive } from './log-archive';
import { MlSharedServices } from './ml-shared-services';
import { MlWorkload, MlWorkloadWithDomain } from './ml-workload';
import { NetworkHub } from './network';
import { Sandbox } from './sandbox';
import { SecurityTooling } from './security-tooling';
import { SharedServices } from './shared-services';

/** Blueprints that come with Landfall. A version that was released never changes what it holds. */
export const builtInBlueprints: readonly BlueprintEntry[] = [
  { name: 'backup-admin', version: 1, description: 'Administrates AWS Backup', blueprint: Backup },
  { name: 'central-backup', version: 1, description: 'Vaults that Control Tower makes', blueprint: Backup },
  { name: 'data-governance', version: 1, description: 'Catalog settings and LF-tags', blueprint: DataGovernance },
  { name: 'data-lake', version: 1, description: 'Raw, staged and curated data', blueprint: DataLake },
  { name: 'devops', version: 1, description: 'Artifacts and role of pipelines', blueprint: Devops },
  { name: 'feature-store', version: 1, description: 'Offline store of features', blueprint: FeatureStore },
  { name: 'log-archive', version: 1, description: 'Buckets for logs of all accounts', blueprint: LogArchive },
  { name: 'ml-deployments', version: 1, description: 'Models in production', blueprint: MlWorkload },
  { name: 'ml-shared-services', version: 1, description: 'Central ML services', blueprint: MlSharedServices },
  { name: 'ml-workload', version: 1, description: 'ML account of a team', blueprint: MlWorkload },
  { name: 'ml-workload', version: 2, description: 'The same, with SageMaker Studio', blueprint: MlWorkloadWithDomain },
  { name: 'network', version: 1, description: 'Transit gateway and its sharing', blueprint: NetworkHub },
  { name: 'sandbox', version: 1, description: 'An account to try things out', blueprint: Sandbox },
  { name: 'security-tooling', version: 1, description: 'Organization-wide security tools', blueprint: SecurityTooling },
  { name: 'shared-services', version: 1, description: 'Hub of the account factory', blueprint: SharedServices },
];

/** Finds a blueprint by its name and version. */
export class BlueprintRegistry {
  private readonly entries: ReadonlyMap<string, BlueprintEntry>;

  /** @throws Error when a name and version is there twice */
  constructor(entries: readonly BlueprintEntry[]) {
    const byReference = new Map<string, BlueprintEntry>();
    for (const entry of entries) {
      const reference = `${entry.name}@${String(entry.version)}`;
      if (byReference.has(reference)) throw new Error(`blueprint ${reference} is registered twice`);
      byReference.set(reference, entry);
    }
    this.entries = byReference;
  }

  /** @throws DiagnosticError LF1710 that names what there is */
  find(name: string, version: number): BlueprintEntry {
    const reference = `${name}@${String(version)}`;
    const entry = this.entries.get(reference);
    if (entry !== undefined) return entry;
    throw new DiagnosticError([
      {
        severity: 'error',
        code: 'LF1710',
        message: `there is no blueprint ${reference}; there are ${this.references.join(', ')}`,
        help: 'Choose one of them, or register your own in custom/index.ts',
      },
    ]);
  }

  /** Such as `ml-workload@2`, sorted. */
  get references(): readonly string[] {
    return [...this.entries.keys()].sort();
  }
}

/** What `blueprint:` in the configuration may name: the built-in ones and the user's own. */
export const blueprintRegistry = new BlueprintRegistry([...builtInBlueprints, ...ownBlueprints]);
