import type { Diagnostic, Location } from '../diagnostics/diagnostic';
import { sortDiagnostics } from '../diagnostics/diagnostic';
import { filesBelow } from './disk';
import type { SourceRef } from './configuration';
import { readYaml, shownPath } from './reading';
import type { Reading } from './reading';
import { testsFile } from './schemas/tests';
import type { TestFact } from './schemas/tests';
import { sourcesOf } from './sources';

/** A word of a fact and where it stands. */
export interface Written {
  readonly text: string;
  readonly at: Location;
}

/** One fact of a file in `tests/`, lists made of single values, not yet interpreted. */
export interface WrittenFact {
  readonly name: string;
  /** Relative to the organization's directory, such as `tests/platform.yaml`. */
  readonly file: string;
  readonly at: Location;
  readonly as: readonly Written[];
  readonly in: readonly Written[];
  readonly may: readonly Written[];
  readonly mayNot: readonly Written[];
  readonly on: readonly Written[];
  /** None: the resource is where whoever asks is. */
  readonly of: readonly Written[];
  readonly with: Readonly<Record<string, readonly string[]>>;
  /** Contexts to add, one after the other, to `with`: one that adds nothing where the fact names no `each`. */
  readonly each: readonly Readonly<Record<string, readonly string[]>>[];
  /** JSON. */
  readonly policy: string | undefined;
  readonly because: string;
}

export interface WrittenFacts {
  /** In the order of files and of facts in them; those of files with errors are missing. */
  readonly facts: readonly WrittenFact[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads every YAML file of an organization's `tests/`. A missing folder has no facts. Never throws for what is there. */
export function loadPolicyTests(directory: string): WrittenFacts {
  const { files, diagnostics } = filesBelow(shownPath(directory, 'tests'));
  const reading: Reading = { directory, diagnostics: [...diagnostics], files: new Map() };
  const facts = files
    .filter((file) => /\.ya?ml$/i.test(file))
    .flatMap((file): readonly WrittenFact[] => {
      const path = `tests/${file}`;
      const content = readYaml(reading, path, testsFile);
      if (content === undefined || content === 'absent') return [];
      const sources = sourcesOf(reading.files, (each) => shownPath(directory, each));
      return content.facts.map((fact, index) =>
        written(fact, { file: path, path: ['facts', index] }, (ref) => sources.locate(ref)),
      );
    });
  reading.diagnostics.push(...sameNames(facts), ...factsWithoutActions(facts));
  return { facts, diagnostics: sortDiagnostics(reading.diagnostics) };
}

function written(fact: TestFact, { file, path }: SourceRef, locate: (ref: SourceRef) => Location): WrittenFact {
  const words = (key: keyof TestFact, value: string | readonly string[] | undefined): readonly Written[] => {
    if (value === undefined) return [];
    if (typeof value === 'string') return [{ text: value, at: locate({ file, path: [...path, key] }) }];
    return value.map((text, index) => ({ text, at: locate({ file, path: [...path, key, index] }) }));
  };
  return {
    name: fact.name,
    file,
    at: locate({ file, path: [...path, 'name'] }),
    as: words('as', fact.as),
    in: words('in', fact.in),
    may: words('may', fact.may),
    mayNot: words('may-not', fact['may-not']),
    on: words('on', fact.on),
    of: words('of', fact.of),
    with: Object.fromEntries(
      Object.entries(fact.with ?? {}).map(([key, value]) => [key, [value].flat().map((each) => String(each))]),
    ),
    each: eachOf(fact),
    policy: fact.policy === undefined ? undefined : JSON.stringify(fact.policy),
    because: fact.because,
  };
}

/** Several keys are combined, every value of one with every value of the others. */
function eachOf({ each }: TestFact): WrittenFact['each'] {
  return Object.entries(each ?? {}).reduce<WrittenFact['each']>(
    (contexts, [key, values]) =>
      contexts.flatMap((context) => values.map((value) => ({ ...context, [key]: [String(value)] }))),
    [{}],
  );
}

function sameNames(facts: readonly WrittenFact[]): readonly Diagnostic[] {
  const first = new Map<string, WrittenFact>();
  return facts.flatMap((fact): readonly Diagnostic[] => {
    const id = JSON.stringify([fact.file, fact.name]);
    const earlier = first.get(id);
    if (earlier === undefined) first.set(id, fact);
    return earlier === undefined
      ? []
      : [
          {
            severity: 'error',
            code: 'LF2106',
            message: `two facts of this file are called "${fact.name}"`,
            help: 'Say in the name of one of them what is different',
            location: fact.at,
            related: [{ message: 'first here', location: earlier.at }],
          },
        ];
  });
}

function factsWithoutActions(facts: readonly WrittenFact[]): readonly Diagnostic[] {
  return facts
    .filter(({ may, mayNot }) => may.length + mayNot.length === 0)
    .map((fact) => ({
      severity: 'error',
      code: 'LF2107',
      message: `the fact "${fact.name}" names no action: neither \`may\` nor \`may-not\` is there`,
      help: 'Add the actions that are allowed under `may`, those that are denied under `may-not`',
      location: fact.at,
    }));
}
