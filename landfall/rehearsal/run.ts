import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { join, relative } from 'node:path';
import { readFactsLock, writeFactsLock, type FactsLock } from '../model/lock';
import { zoneGraph } from '../model/plan';
import type { StackGraph } from '../model/graph';
import { homeRoles, roleArn } from '../model/names';
import type { LandingZone } from '../model/zone';
import { activeAccounts } from '../runner/active-accounts';
import type { RunEvent, RunHooks, RunReport } from '../runner/contract';
import { dropState } from '../runner/drop-state';
import type { Environment } from '../runner/files';
import { waitForHome } from '../runner/home';
import { importLostAccounts, removeRecovery } from '../runner/recover';
import { readRevealed } from '../runner/reveal';
import { run } from '../runner/run';
import { synthesize } from '../runner/synthesize';
import { terraformIn, type Terraform } from '../runner/terraform';
import { zoneStacks } from '../runner/zone-stacks';
import { administrator } from './deployment';
import type { Emulator } from './emulator';
import type { LoweringReport } from './lowering';
import { prepareRoot, type PreparedRoot } from './prepare';
import type { ProviderSchema } from './provider-schema';
import type { StackRehearsal } from './result';
import { planAgain, type SecondLook } from './second-plan';
import type { RehearsalTools } from './tools';
import { warmProviders, type WarmProviders } from './warm-provider';
import { warmTerraform } from './warm-terraform';
import type { Workspace } from './workspace';

export interface RehearsalRunParts {
  readonly zone: LandingZone;
  readonly tools: RehearsalTools;
  readonly schema: ProviderSchema;
  readonly workspace: Workspace;
  readonly emulator: Emulator;
  /** Folder of this program's compiled code. */
  readonly program: string;
  /** Environment of Terraform and provider: the emulator's, with keys of `landfall-deploy`. */
  readonly env: Environment;
  readonly jobs: number;
}

/** The runner's own engine over lowered copies, with providers that stay loaded. */
export class RehearsalRun {
  private readonly providers: WarmProviders;
  private readonly prepared = new Map<string, PreparedRoot>();
  private readonly graph: StackGraph;

  constructor(private readonly parts: RehearsalRunParts) {
    const { tools, env, workspace, jobs, zone } = parts;
    this.graph = zoneGraph(zone);
    this.providers = warmProviders({
      binary: tools.provider.binary,
      env,
      folder: workspace.providers,
      workers: jobs,
    });
  }

  /** What lowering left out, by stack. */
  get reports(): ReadonlyMap<string, LoweringReport> {
    return new Map([...this.prepared].map(([id, { report }]) => [id, report]));
  }

  deploy(
    options: { readonly selected: (stack: string) => boolean; readonly stop?: AbortSignal },
    report: (event: RunEvent) => void,
  ): Promise<RunReport> {
    const { zone, workspace, jobs } = this.parts;
    const lock = readFactsLock(workspace.organization).lock;
    const { stacks, declared } = zoneStacks(workspace.organization, zone, this.graph, lock);
    return run(
      'deploy',
      {
        stacks,
        declared,
        selected: options.selected,
        jobs,
        folder: workspace.run,
        ...(options.stop === undefined ? {} : { stop: options.stop }),
      },
      this.hooks(report),
    );
  }

  /** Plans applied stacks once more. */
  planAgain(stacks: readonly string[], report: (event: RunEvent) => void): Promise<ReadonlyMap<string, SecondLook>> {
    const roots = stacks.map((stack) => {
      const root = this.rootOf(stack);
      return { stack, terraform: () => this.terraform(stack, root) };
    });
    return planAgain(roots, this.parts.jobs, (stack, { outcome, details }) =>
      report({ kind: 'note', text: [`${stack}: second plan ${outcome}`, ...details].join('\n  ') }),
    );
  }

  /** Rows of the table, in the order of the graph. */
  rehearsed(
    lock: FactsLock,
    second: ReadonlyMap<string, SecondLook>,
    seconds: ReadonlyMap<string, number>,
  ): readonly StackRehearsal[] {
    return this.graph.nodes.flatMap(({ stack }) => {
      const applied = lock.stacks.get(stack.id);
      const look = second.get(stack.id);
      const root = this.prepared.get(stack.id);
      if (applied === undefined || look === undefined || root === undefined) return [];
      return [
        {
          stack: stack.id,
          account: stack.account,
          accountId: applied.accountId,
          wave: stack.wave,
          directory: relative(process.cwd(), root.folder),
          resources: look.resources,
          leftOut: root.report.leftOut,
          applySeconds: Math.round((seconds.get(stack.id) ?? 0) * 10) / 10,
          secondPlan: look.outcome,
        },
      ];
    });
  }

  /** The copy of this run, or of the earlier one that it goes on with: what hasn't changed isn't rendered again. */
  private rootOf(stack: string): PreparedRoot {
    const { schema, workspace } = this.parts;
    const known = this.prepared.get(stack);
    if (known !== undefined) return known;
    const root = prepareRoot(join(workspace.synthesized, 'stacks', stack), join(workspace.lowered, stack), schema);
    this.prepared.set(stack, root);
    return root;
  }

  stop(): Promise<void> {
    return this.providers.stop();
  }

  private hooks(report: (event: RunEvent) => void): RunHooks {
    const { env, program, workspace, schema, emulator, zone } = this.parts;
    const sts = new STSClient({ endpoint: emulator.url, region: zone.regions.home, credentials: keysOf(env) });
    const settings = { endpoint: emulator.url, region: zone.regions.home, credentials: administrator };
    return {
      store: {
        load: () => readFactsLock(workspace.organization).lock,
        save: (lock) => writeFactsLock(workspace.organization, lock),
      },
      synthesize: (slices) =>
        synthesize(
          { app: join(program, 'main.js'), organization: workspace.organization, output: workspace.synthesized, env },
          slices.map(({ envelope }) => envelope.id),
        ),
      prepare: (stack, folder) => {
        const root = prepareRoot(folder, join(workspace.lowered, stack.id), schema);
        removeRecovery(root.folder);
        this.prepared.set(stack.id, root);
        return Promise.resolve(root.folder);
      },
      environment: () => Promise.resolve(env),
      terraformFor: (_, root) => this.bound(root.stack, root),
      approve: () => Promise.resolve(true),
      reveal: (_, keys) => readRevealed(keys, settings),
      beforeFirst: (stack, { envelope }) =>
        waitForHome({
          sts,
          account: stack.account,
          accountId: envelope.accountId,
          everyMs: 500,
          timeoutMs: 120_000,
          note: (text) => report({ kind: 'note', text }),
        }),
      dropState: (_, { envelope }) =>
        dropState(envelope.backend, async (region) => {
          const role = roleArn(envelope.accountId, homeRoles.apply);
          const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'removal' }));
          const credentials = {
            accessKeyId: Credentials?.AccessKeyId ?? '',
            secretAccessKey: Credentials?.SecretAccessKey ?? '',
            sessionToken: Credentials?.SessionToken ?? '',
          };
          return new S3Client({ endpoint: emulator.url, region, credentials, forcePathStyle: true });
        }),
      recover: async (stack, { content }, folder) => {
        if (content.kind !== 'vending') return;
        const note = (text: string): void => report({ kind: 'note', text: `${stack.id}: ${text}` });
        const client = new OrganizationsClient(settings);
        const accounts = await activeAccounts({ client, everyMs: 200, timeoutMs: 120_000, note });
        const found = await importLostAccounts(folder, (email) => Promise.resolve(accounts.get(email)));
        for (const { id, to } of found) note(`account ${id} exists: imported as ${to}`);
      },
      report,
    };
  }

  private bound(stack: string, root: Parameters<RunHooks['terraformFor']>[1]): Terraform {
    const mode = this.prepared.get(stack)?.mode ?? 'dev-overrides';
    return terraformIn({ ...root, binary: this.parts.tools.terraform.path }, warmTerraform(this.providers, mode));
  }

  private terraform(stack: string, root: PreparedRoot): Terraform {
    const { env, workspace } = this.parts;
    return this.bound(stack, { stack, cwd: root.folder, env, logFile: join(workspace.logs, `${stack}.second.log`) });
  }
}

function keysOf(env: Environment): {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
} {
  return {
    accessKeyId: env['AWS_ACCESS_KEY_ID'] ?? '',
    secretAccessKey: env['AWS_SECRET_ACCESS_KEY'] ?? '',
    sessionToken: env['AWS_SESSION_TOKEN'] ?? '',
  };
}
