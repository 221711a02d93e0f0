import type { Command } from 'commander';
import { registerManagement } from './management';

/** `landfall own`: from read to own. Nothing happens in AWS before `landfall deploy`. */
export function register(program: Command): void {
  const description = 'write manage: own for something that exists, and show what will be imported where';
  registerManagement(program, 'own', 'own', description);
}
