import { join } from 'node:path';
import { Argument } from 'commander';
import type { Command } from 'commander';
import { jsonSchema, schemaFile, schemaNames } from '../config/json-schema';
import { writeFileAtomically } from '../config/write';
import { printOut } from './output';

/** `landfall schema`: the JSON Schemas of the YAML files, for editors. */
export function register(program: Command): void {
  program
    .command('schema')
    .description('print the JSON Schema of one kind of YAML file, or write all of them into a folder')
    .addArgument(new Argument('[file]', 'kind of file').choices(schemaNames))
    .option('--write <folder>', 'write <file>.schema.json of every kind into this folder')
    .action((file: string | undefined, options: { readonly write?: string }, command: Command) => {
      if (file === undefined && options.write === undefined) {
        command.error(`error: name a kind of file (${schemaNames.join(', ')}) or a folder with --write`);
      }
      const names = file === undefined ? schemaNames : [file];
      for (const name of names) emit(command, name, options.write);
    });
}

function emit(command: Command, name: string, folder: string | undefined): void {
  const text = jsonSchema(name) ?? '';
  if (folder === undefined) {
    printOut(command, text);
    return;
  }
  const path = join(folder, schemaFile(name));
  printOut(command, `${writeFileAtomically(path, text) ? 'wrote' : 'unchanged'} ${path}\n`);
}
