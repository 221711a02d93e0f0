import { readFileSync } from 'node:fs';
import { checkShape } from '../../config/check-shape';
import { parseYaml, type YamlDocument } from '../../config/document';
import { hasErrors, type Diagnostic } from '../../diagnostics/diagnostic';
import { failureMessage } from '../../diagnostics/failure';
import type { FactValues } from '../../model/facts';
import { foreignOrganization } from '../foreign';
import { inventorySchema, inventorySchemaVersion, type Inventory } from '../inventory';
import { sortInventory } from '../inventory/order';
import { inconsistencies, type Problem } from './consistency';
import { jsonProblem } from './json-problem';

export interface ReadDump {
  /** Absent where there are errors. */
  readonly inventory?: Inventory;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a dump from disk; never throws. */
export function readDumpFile(file: string, facts: FactValues = new Map()): ReadDump {
  try {
    return readDump(file, readFileSync(file, 'utf8'), facts);
  } catch (error) {
    const message = `${file} can't be read: ${failureMessage(error)}`;
    const help = 'Make it with scripts/dump-organization.py.';
    return { diagnostics: [{ severity: 'error', code: 'LF6016', message, help }] };
  }
}

/**
 * Reads a dump's text. What is wrong has its place in the file; places are only looked for where something is wrong,
 * as that takes much longer than reading.
 * @param file as it is shown to people
 * @param facts of the configuration that it is meant for; none yet for a new one
 */
export function readDump(file: string, source: string, facts: FactValues = new Map()): ReadDump {
  const text = source.replace(/^\uFEFF/, '');
  const broken = jsonProblem(file, text);
  if (broken !== undefined) return { diagnostics: [broken] };
  const value: unknown = JSON.parse(text);
  const document = lazily(() => parseYaml(file, text));
  const version = versionProblem(file, value, document);
  if (version !== undefined) return { diagnostics: [version] };
  const parsed = inventorySchema.safeParse(value);
  if (!parsed.success) {
    const shape = document();
    const found = [...shape.diagnostics, ...checkShape(shape, inventorySchema).diagnostics];
    return { diagnostics: hasErrors(found) ? found : [notUnderstood(shape, parsed.error.issues[0]?.message)] };
  }
  const foreign = foreignOrganization(parsed.data, facts);
  if (foreign !== undefined)
    return { diagnostics: [{ ...foreign, location: document().locate(['organization', 'id']) }] };
  const problems = inconsistencies(parsed.data);
  if (problems.length > 0) return { diagnostics: problems.map((one) => placed(one, document())) };
  return { inventory: sortInventory(parsed.data), diagnostics: [] };
}

function versionProblem(file: string, value: unknown, document: () => YamlDocument): Diagnostic | undefined {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  const version = isMap && 'schema' in value ? value.schema : undefined;
  if (version === inventorySchemaVersion) return undefined;
  return {
    severity: 'error',
    code: 'LF6012',
    message:
      version === undefined
        ? `${file} doesn't say that it is a dump: it has no schema`
        : `${file} is a dump of schema ${JSON.stringify(version)}; this program reads ${inventorySchemaVersion}`,
    help: 'Make it again with the scripts/dump-organization.py of this version.',
    location: document().locate(version === undefined ? [] : ['schema']),
  };
}

/** In case the shape is wrong in a way that nothing else has words for. */
function notUnderstood(document: YamlDocument, reason = 'unknown'): Diagnostic {
  const message = `${document.file} is no dump: ${reason}`;
  return { severity: 'error', code: 'LF6011', message, location: document.locate([]) };
}

function placed({ code, help, message, path, related }: Problem, document: YamlDocument): Diagnostic {
  return {
    severity: 'error',
    code,
    message,
    ...(help === undefined ? {} : { help }),
    location: document.locate(path),
    ...(related === undefined
      ? {}
      : { related: related.map((one) => ({ message: one.message, location: document.locate(one.path) })) }),
  };
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
