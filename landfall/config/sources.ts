import type { Location } from '../diagnostics/diagnostic';
import type { Sources } from './configuration';
import type { YamlDocument } from './document';
import { parseYaml } from './document';

/** A file that was read: a document already parsed, or text that is parsed when its positions are asked for. */
export type SourceFile = { readonly document: YamlDocument } | { readonly file: string; readonly text: string };

/**
 * Positions in everything that was read, by file name relative to the organization's directory.
 * A file that isn't among them is located at its beginning, as `shown` names it.
 */
export function sourcesOf(files: ReadonlyMap<string, SourceFile>, shown: (file: string) => string): Sources {
  const parsed = new Map<string, YamlDocument>();
  const documentOf = (file: string): YamlDocument | undefined => {
    const known = parsed.get(file);
    if (known !== undefined) return known;
    const source = files.get(file);
    if (source === undefined) return undefined;
    const document = 'document' in source ? source.document : parseYaml(source.file, source.text);
    parsed.set(file, document);
    return document;
  };
  return {
    locate: ({ file, path }, what): Location =>
      documentOf(file)?.locate(path, what) ?? { file: shown(file), line: 1, column: 1 },
  };
}
