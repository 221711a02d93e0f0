import type { Construct } from 'constructs';
import { stacks as ownStacks } from '../custom';
import { DiagnosticError } from '../landfall/diagnostics/diagnostic';
import type { OwnContent } from '../landfall/model/slices/own';
import type { StackEnvelope } from '../landfall/model/stack';
import type { OwnStack, OwnStackEntry } from './own-stack';

/**
 * Makes the stack that the configuration chose by name.
 * @throws DiagnosticError LF1711 that names what there is
 */
export function renderOwnStack(
  scope: Construct,
  envelope: StackEnvelope,
  content: OwnContent,
  entries: readonly OwnStackEntry[] = ownStacks,
): OwnStack {
  const entry = entries.find(({ name }) => name === content.stack);
  if (entry !== undefined) return new entry.stack(scope, envelope, content);
  const known = entries.map(({ name }) => name).sort();
  throw new DiagnosticError([
    {
      severity: 'error',
      code: 'LF1711',
      message: `there is no own stack ${content.stack}; there ${known.length === 0 ? 'is none' : `are ${known.join(', ')}`}`,
      help: 'Register it in custom/index.ts',
    },
  ]);
}
