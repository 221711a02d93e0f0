import { register } from '../../../landfall/cli/explain';
import { catalogue } from '../../../landfall/diagnostics/catalogue';
import { runWith } from './support';

describe('landfall explain', () => {
  test('explains a code, in any letter case', async () => {
    const { exitCode, stdout } = await runWith([register], 'explain', 'lf1101');
    expect(exitCode).toBe(0);
    expect(stdout).toContain(catalogue['LF1101']?.title);
    expect(stdout).toContain(catalogue['LF1101']?.explanation);
  });

  test('lists all codes', async () => {
    const { stdout } = await runWith([register], 'explain');
    expect(stdout.trim().split('\n')).toHaveLength(Object.keys(catalogue).length);
  });

  test('refuses an unknown code', async () => {
    const { exitCode, stderr } = await runWith([register], 'explain', 'LF110');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/there is no code "LF110"[^]*Did you mean LF11\d\d|LF1010/);
  });
});
