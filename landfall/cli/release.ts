import type { Command } from 'commander';
import { registerManagement } from './management';

/** `landfall release`: from own to read. The next deployment forgets the object and destroys nothing. */
export function register(program: Command): void {
  const description = 'write manage: read for something that existed before: states forget it, AWS keeps it';
  registerManagement(program, 'release', 'read', description);
}
