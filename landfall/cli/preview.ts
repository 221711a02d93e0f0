import type { Command } from 'commander';
import { join } from 'node:path';
import { printOut } from './output';
import { checkedOrganization, programFiles } from './running';

/** `landfall preview`: everything that will come, as Terraform that people can read and nobody can deploy. */
export function register(program: Command): void {
  program
    .command('preview')
    .description(
      'render all stacks, with placeholders for ids that are not known yet; asks nobody, can not be deployed',
    )
    .option('--out <folder>', 'where the stacks go', join('.landfall', 'preview'))
    .action(async (options: { readonly out: string }, command: Command) => {
      const { directory: organization } = await checkedOrganization(command, false);
      const { mkdirSync } = await import('node:fs');
      const { removeOrphans } = await import('../runner/output-folder.js');
      const { synthesize } = await import('../runner/synthesize.js');
      mkdirSync(options.out, { recursive: true });
      const env = { ...process.env, LANDFALL_PREVIEW: '1' };
      await synthesize({ app: programFiles().app, organization, output: options.out, env });
      removeOrphans(options.out);
      printOut(command, `${join(options.out, 'stacks')} shows all stacks\n`);
    });
}
