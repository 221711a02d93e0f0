import type { Command } from 'commander';
import { catalogue } from '../diagnostics/catalogue';
import { DiagnosticError } from '../diagnostics/diagnostic';
import { nearest } from '../diagnostics/nearest';
import { printOut } from './output';

/** `landfall explain`: what a diagnostic code means and how it is mended. */
export function register(program: Command): void {
  program
    .command('explain')
    .description('say what a diagnostic code means, such as LF1101')
    .argument('[code]', 'the code; without one, all codes are listed')
    .action((code: string | undefined, _options: unknown, command: Command) => {
      printOut(command, code === undefined ? list() : explanation(code));
    });
}

function list(): string {
  return Object.keys(catalogue)
    .sort()
    .map((code) => `${code}  ${catalogue[code]?.title ?? ''}\n`)
    .join('');
}

function explanation(code: string): string {
  const entry = catalogue[code.toUpperCase()];
  if (entry !== undefined) return `${code.toUpperCase()}: ${entry.title}\n\n${entry.explanation}\n`;
  const meant = nearest(code, Object.keys(catalogue));
  const help = meant === undefined ? '`landfall explain` lists all codes' : `Did you mean ${meant}?`;
  throw new DiagnosticError([{ severity: 'error', code: 'LF0002', message: `there is no code "${code}"`, help }]);
}
