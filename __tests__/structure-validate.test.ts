import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readReviewedLeftOuts, reviewLeftOuts } from '../landfall/rehearsal/left-outs';
import { lower, mergeReports, type LoweringReport } from '../landfall/rehearsal/lowering';
import { loadProviderSchema } from '../landfall/rehearsal/provider-schema';
import { warmProviders, type ProviderLease } from '../landfall/rehearsal/warm-provider';
import type { Environment } from '../landfall/runner/files';
import { isJsonObject, parseJson, type JsonObject } from '../landfall/runner/json';
import { terraformIn, type Terraform } from '../landfall/runner/terraform';
import { inFolder, realTools, type RealTools } from './landfall/rehearsal/real-provider';
import { synthesizeAll } from './support/organization';

// What stands in the way of this test is said loudly by realTools; CI demands it by LANDFALL_REQUIRE_TERRAFORM.
const tools = realTools();
const proofs = tools === undefined ? [] : [tools];

/** Warnings that say how it is judged here, not what is judged. */
const expected: ReadonlySet<string> = new Set([
  'Provider development overrides are in effect',
  'Backend configuration ignored',
]);

interface Lowered {
  readonly documents: ReadonlyMap<string, JsonObject>;
  readonly report: LoweringReport;
}

async function lowerAll(directory: string, { provider, terraform }: RealTools): Promise<Lowered> {
  const cacheFolder = join('.landfall', 'cache');
  const schema = await loadProviderSchema({ terraform: terraform.path, provider, env: process.env, cacheFolder });
  const { stacks } = synthesizeAll(directory);
  const lowered = stacks.map(({ node, template }) => ({ id: node.id, ...lower(toJson(template.json), schema) }));
  return {
    documents: new Map(lowered.map(({ document, id }) => [id, document])),
    report: mergeReports(new Map(lowered.map(({ id, report }) => [id, report]))),
  };
}

/**
 * Lets the provider judge every stack. Most of a validation's time goes into reading the provider's schema, so stacks
 * are judged together, each as a module of its own; but imports may only stand in a root.
 */
async function judge(
  documents: ReadonlyMap<string, JsonObject>,
  tools: RealTools,
  folder: string,
): Promise<readonly string[]> {
  const { binary } = tools.provider;
  if (binary === undefined) throw new Error('the provider is not unpacked');
  for (const [id, document] of documents) write(join(folder, id), document);
  const ids = [...documents.keys()];
  const alone = ids.filter((id) => 'import' in (documents.get(id) ?? {}));
  const together = ids.filter((id) => !alone.includes(id));
  write(folder, { module: Object.fromEntries(together.map((id) => [id, { source: `./${id}` }])) });

  const providers = warmProviders({ binary, env: process.env, folder, workers: 1 });
  try {
    return await providers.lease('reattach', async (lease) => {
      const found = [...(await findingsIn(folder, tools, lease))];
      for (const id of alone) found.push(...(await findingsIn(join(folder, id), tools, lease)));
      return found;
    });
  } finally {
    await providers.stop();
  }
}

async function findingsIn(cwd: string, { terraform }: RealTools, lease: ProviderLease): Promise<readonly string[]> {
  const rootWith = (env: Environment): Terraform =>
    terraformIn({ binary: terraform.path, cwd, env: { ...process.env, ...env }, logFile: join(cwd, 'terraform.log') });
  const init = await rootWith(lease.init).init({ backend: false });
  const result = init.kind === 'ok' ? await rootWith(lease.run).validate() : init;
  if (result.kind === 'failed') return result.errors;
  return result.value
    .filter(({ summary }) => !expected.has(summary))
    .map(({ address, detail, summary }) => [address, summary, detail].join(' '));
}

function write(folder: string, document: JsonObject): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify(document));
}

function toJson(document: unknown): JsonObject {
  const json = parseJson(JSON.stringify(document));
  return isJsonObject(json) ? json : {};
}

describe('every stack, judged by the real provider', () => {
  test('there are tools to judge by, or it was said that there are none', () => {
    expect(proofs.length).toBe(tools === undefined ? 0 : 1);
  });

  for (const proof of proofs) {
    test.each(['examples/minimal', 'examples/enterprise', 'landing-zone'])(
      'of %s is valid, and nothing is left out that nobody agreed to',
      async (directory) => {
        const { documents, report } = await lowerAll(directory, proof);
        expect(documents.size).toBeGreaterThan(20);
        expect(await inFolder((folder) => judge(documents, proof, folder))).toEqual([]);
        expect(reviewLeftOuts(report, readReviewedLeftOuts(proof.provider.version)).unexpected).toEqual([]);
      },
      300_000,
    );

    test('is found wrong where it is, in a root and among others', async () => {
      const wrong = { resource: { aws_vpc: { vpc: { cidr_block: 'no range', no_such_argument: true } } } };
      const imports = { ...wrong, import: [{ to: 'aws_vpc.vpc', id: 'vpc-0123456789abcdef0' }] };
      const documents = new Map<string, JsonObject>([
        ['among-others', wrong],
        ['root', imports],
      ]);
      const findings = await inFolder((folder) => judge(documents, proof, folder));
      expect(findings.filter((finding) => finding.includes('no_such_argument'))).toHaveLength(2);
    }, 300_000);
  }
});
