import type { Command } from 'commander';
import { CommandExit, globalOptions, printOut, stopOnErrors } from '../../../landfall/cli/output';
import { DiagnosticError } from '../../../landfall/diagnostics/diagnostic';
import type { Diagnostic } from '../../../landfall/diagnostics/diagnostic';
import { runWith } from './support';

const problem: Diagnostic = { severity: 'error', code: 'LF1101', message: 'unknown key `x`' };

/** A command `act` that does what it is given. */
const act =
  (action: (command: Command) => void | Promise<void>) =>
  (program: Command): void => {
    program.command('act').action((_options: unknown, command: Command) => action(command));
  };
const show = act((command) => printOut(command, JSON.stringify(globalOptions(command))));

describe('landfall', () => {
  const { LANDFALL_ORGANIZATION: before } = process.env;
  beforeEach(() => delete process.env['LANDFALL_ORGANIZATION']);
  afterAll(() => {
    if (before !== undefined) process.env['LANDFALL_ORGANIZATION'] = before;
  });

  test('has global options with defaults', async () => {
    const { exitCode, stdout } = await runWith([show], 'act');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ organization: 'landing-zone', debug: false, color: true });
  });

  test('takes global options before the command', async () => {
    const { stdout } = await runWith([show], '--organization', 'other', '--debug', '--no-color', 'act');
    expect(JSON.parse(stdout)).toEqual({ organization: 'other', debug: true, color: false });
  });

  test('takes the organization from the environment, the option wins', async () => {
    process.env['LANDFALL_ORGANIZATION'] = 'from-environment';
    expect(JSON.parse((await runWith([show], 'act')).stdout)).toMatchObject({ organization: 'from-environment' });
    const { stdout } = await runWith([show], '--organization', 'from-option', 'act');
    expect(JSON.parse(stdout)).toMatchObject({ organization: 'from-option' });
  });

  test.each<[string, readonly string[], RegExp]>([
    ['an unknown command', ['atc'], /unknown command 'atc'[^]*Did you mean act\?/],
    ['an unknown option', ['act', '--fast'], /unknown option '--fast'/],
    ['too many arguments', ['act', 'a'], /too many arguments/],
    ['a missing value', ['--organization'], /argument missing/],
    ['no command at all', [], /Usage: landfall/],
  ])('exits with 2 for %s', async (_, args, expected) => {
    const { exitCode, stdout, stderr } = await runWith([show], ...args);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(expected);
    expect(stdout).toBe('');
  });

  test('exits with 0 for help, on standard output', async () => {
    const { exitCode, stdout, stderr } = await runWith([show], '--help');
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toContain('--organization');
  });

  test('prints diagnostics that a command throws', async () => {
    const { exitCode, stdout, stderr } = await runWith(
      [act(() => Promise.reject(new DiagnosticError([problem])))],
      'act',
    );
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toBe('error LF1101: unknown key `x`\n\n1 error\n');
  });

  test('stops on errors, goes on after warnings', async () => {
    const stopping = act((command) => {
      stopOnErrors(command, [{ ...problem, severity: 'warning' }]);
      stopOnErrors(command, [problem]);
      printOut(command, 'never');
    });
    const { exitCode, stdout, stderr } = await runWith([stopping], 'act');
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^warning LF1101[^]*error LF1101/);
  });

  test('takes the exit code of a command', async () => {
    const leave = act(() => {
      throw new CommandExit(2);
    });
    expect(await runWith([leave], 'act')).toEqual({ exitCode: 2, stdout: '', stderr: '' });
  });

  test.each<[string, unknown]>([
    ['an error', new TypeError('x is not a function')],
    ['another value', 'x is not a function'],
  ])('shows no stack trace of %s', async (_, thrown) => {
    // What else can be thrown is the point of this test.
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
    const { exitCode, stderr } = await runWith([act(() => Promise.reject(thrown))], 'act');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('LF0001: Landfall failed unexpectedly: x is not a function');
    expect(stderr).toContain('--debug');
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('shows the stack trace with --debug', async () => {
    const { stderr } = await runWith([act(() => Promise.reject(new TypeError('broken')))], '--debug', 'act');
    expect(stderr).toMatch(/TypeError: broken\n\s+at /);
  });
});
