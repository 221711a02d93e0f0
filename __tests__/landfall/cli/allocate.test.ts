import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { register } from '../../../landfall/cli/allocate';
import { programFiles } from '../../../landfall/cli/running';
import { checkOrganization } from '../../../landfall/checks';
import {
  decisionsPath,
  readDecisions,
  readFactsLock,
  recordStack,
  sliceHash,
  writeFactsLock,
} from '../../../landfall/model/lock';
import { FactReader, placeholder } from '../../../landfall/model/facts';
import { zoneGraph, sliceOf } from '../../../landfall/model/plan';
import { copyOf } from './organization';
import { runWith, type Outcome } from './support';

let directory = '';
const ci = process.env['CI'];
beforeEach(() => {
  directory = copyOf('examples/minimal');
  rmSync(join(directory, 'lock'), { recursive: true, force: true });
  delete process.env['CI'];
});
afterEach(() => {
  rmSync(directory, { recursive: true });
  if (ci === undefined) delete process.env['CI'];
  else process.env['CI'] = ci;
});

const allocate = (): Promise<Outcome> => runWith([register], '--no-color', '--organization', directory, 'allocate');

describe('landfall allocate', () => {
  test('writes down addresses once, and never again', async () => {
    const first = await allocate();
    expect(first.stdout).toMatch(/address\/fraud-dev: 10\.128\.[\d.]+\/22\n[\s\S]*Commit/);
    const decided = readFileSync(decisionsPath(directory), 'utf8');
    const second = await allocate();
    expect([second.exitCode, second.stdout]).toEqual([0, 'nothing is undecided\n']);
    expect(readFileSync(decisionsPath(directory), 'utf8')).toBe(decided);
  });

  test('refuses to decide in CI, says what is undecided, and has nothing against it once it is decided', async () => {
    process.env['CI'] = 'true';
    const refused = await allocate();
    expect([refused.exitCode, existsSync(join(directory, 'lock'))]).toEqual([1, false]);
    expect(refused.stderr).toMatch(/LF3010[\s\S]*address\/fraud-dev, address\/fraud-prod/);
    delete process.env['CI'];
    await allocate();
    process.env['CI'] = 'true';
    expect(await allocate()).toMatchObject({ exitCode: 0, stdout: 'nothing is undecided\n' });
  });

  test('releases only products of a portfolio that is applied as it stands', async () => {
    await allocate();
    expect(readDecisions(directory).decisions.products.size).toBe(0);
    applyPortfolio();
    const { stdout } = await allocate();
    expect(stdout).toContain('product/analytics/athena-workgroup/v1: released as it is now');
    expect([...readDecisions(directory).decisions.products.keys()]).toEqual(['analytics/athena-workgroup/v1']);
  });
});

/** Writes the facts as they are after the portfolio's stack was applied. */
function applyPortfolio(): void {
  const { zone } = checkOrganization(directory);
  const node =
    zone === undefined ? undefined : zoneGraph(zone).nodes.find(({ stack }) => stack.id === 'portfolio-analytics');
  if (zone === undefined || node === undefined) throw new Error('no portfolio');
  const asked = new FactReader(new Map());
  sliceOf(zone, node.stack, asked);
  const facts = new Map(asked.asked.map((key) => [key, placeholder(key)]));
  const slice = sliceOf(zone, node.stack, new FactReader(facts));
  const { lock } = readFactsLock(directory);
  const applied = {
    account: node.stack.account,
    accountId: slice.envelope.accountId,
    needs: [],
    assigns: [],
    network: undefined,
    guarded: false,
    slice: sliceHash(slice, programFiles().version),
    state: { bucket: 'b', key: 'portfolio-analytics', region: 'eu-west-1' },
  };
  writeFactsLock(directory, { ...recordStack(lock, 'portfolio-analytics', applied), facts });
}
