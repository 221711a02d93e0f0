import {
  arnGlob,
  arnMatches,
  completedArn,
  globOf,
  isEverything,
  isLiteral,
  matches,
  type Glob,
} from '../../model/policy-glob';
import { testOf, type Test } from './condition';
import { isLeftOut, namings, type Naming, type PrincipalList } from './principal';
import type { Request } from './request';
import { filledTemplate, templateOf, type Template } from './template';
import type { NamedDocument, StatementRef } from './types';

/** A statement, ready to be asked. */
export interface CompiledStatement {
  readonly ref: StatementRef;
  /** Whether it names a principal: the policy of a resource must, the policy of an identity must not. */
  readonly namesPrincipal: boolean;
  /** How it names who asks; empty where it doesn't. `everyone` for a statement without a principal. */
  readonly namings: (request: Request) => readonly Naming[];
  /** Resource and conditions; the action is asked before. */
  readonly applies: (request: Request) => boolean;
}

export interface CompiledDocument {
  /** Statements that speak of this action, given in lower case. */
  readonly about: (action: string) => readonly CompiledStatement[];
  readonly problems: readonly string[];
}

interface ReadStatement extends CompiledStatement {
  readonly isAbout: (action: string) => boolean;
}

const compiled = new WeakMap<NamedDocument, CompiledDocument>();

/** What the document says; read once for each object. Broken parts are among its problems and say nothing. */
export function compiledDocument(document: NamedDocument): CompiledDocument {
  const known = compiled.get(document);
  if (known !== undefined) return known;
  const made = compile(document);
  compiled.set(document, made);
  return made;
}

/** Actions asked of one document that are remembered; a user's tests have a few hundred. */
const rememberedActions = 4096;

function compile({ name, text }: NamedDocument): CompiledDocument {
  const problems: string[] = [];
  const statements = readStatements(name, text, (problem) => void problems.push(`${name}: ${problem}`));
  const byAction = new Map<string, readonly CompiledStatement[]>();
  const about = (action: string): readonly CompiledStatement[] => {
    const known = byAction.get(action);
    if (known !== undefined) return known;
    const found = statements.filter((statement) => statement.isAbout(action));
    if (byAction.size >= rememberedActions) byAction.clear();
    byAction.set(action, found);
    return found;
  };
  return { about, problems };
}

type Complain = (problem: string) => void;

const versions: readonly unknown[] = ['2012-10-17', '2008-10-17', undefined];

function readStatements(document: string, text: string, complain: Complain): readonly ReadStatement[] {
  const parsed = parsedJson(text);
  if (!isRecord(parsed)) {
    complain('it is no JSON object');
    return [];
  }
  if (!versions.includes(parsed['Version'])) complain(`there is no version ${JSON.stringify(parsed['Version'])}`);
  const variables = parsed['Version'] === '2012-10-17';
  const written = parsed['Statement'];
  const list: readonly unknown[] = Array.isArray(written) ? written : written === undefined ? [] : [written];
  if (list.length === 0) complain('it has no statement');
  return list.flatMap((statement, index) => {
    const wrong: string[] = [];
    const made = readStatement(document, index, statement, variables, (problem) => void wrong.push(problem));
    for (const problem of wrong) complain(`statement ${index + 1}: ${problem}`);
    return made === undefined || wrong.length > 0 ? [] : [made];
  });
}

function readStatement(
  document: string,
  index: number,
  written: unknown,
  variables: boolean,
  complain: Complain,
): ReadStatement | undefined {
  if (!isRecord(written)) {
    complain('it is no object');
    return undefined;
  }
  for (const key of Object.keys(written)) if (!elements.has(key)) complain(`there is no element ${key}`);
  const { Effect: effect, Sid: sid } = written;
  if (effect !== 'Allow' && effect !== 'Deny') {
    complain('Effect must be Allow or Deny');
    return undefined;
  }
  const isAbout = readActions(written, complain);
  const onResource = readResources(written, variables, complain);
  const { hasPrincipal, namingsOf } = readPrincipals(written, complain);
  if (onResource === undefined && !hasPrincipal) complain('Resource is missing');
  const tests = readConditions(written['Condition'], variables, complain);
  const ref: StatementRef = { document, index, sid: typeof sid === 'string' ? sid : undefined, effect };
  return {
    ref,
    isAbout,
    namesPrincipal: hasPrincipal,
    namings: namingsOf,
    applies: (request) =>
      (onResource === undefined || onResource(request)) && tests.every((test) => test(request.lookup)),
  };
}

const elements: ReadonlySet<string> = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

/** Actions have no case. */
function readActions(statement: Readonly<Record<string, unknown>>, complain: Complain): (action: string) => boolean {
  const { list, not } = eitherList(statement, 'Action', complain);
  if (list === undefined) complain('Action is missing');
  const globs = (list ?? []).map((action) => globOf(action.toLowerCase()));
  const exact = new Set(
    (list ?? []).filter((_, index) => isLiteral(globs[index] ?? [])).map((each) => each.toLowerCase()),
  );
  const patterns = globs.filter((glob) => !isLiteral(glob));
  return (action) => (exact.has(action) || patterns.some((glob) => matches(glob, action))) !== not;
}

function readResources(
  statement: Readonly<Record<string, unknown>>,
  variables: boolean,
  complain: Complain,
): ((request: Request) => boolean) | undefined {
  const { list, not } = eitherList(statement, 'Resource', complain);
  if (list === undefined) return undefined;
  const patterns = list.map((resource) => resourcePattern(templateOf(resource, { variables, wildcards: true })));
  return (request) => patterns.some((pattern) => pattern(request)) !== not;
}

function resourcePattern(template: Template): (request: Request) => boolean {
  const isMatch = (glob: Glob, parts: readonly Glob[], { resourceParts }: Request): boolean =>
    isEverything(glob) || arnMatches(parts, resourceParts);
  const { fixed } = template;
  if (fixed !== undefined) {
    const parts = completedArn(arnGlob(fixed));
    return (request) => isMatch(fixed, parts, request);
  }
  return (request) => {
    const glob = filledTemplate(template, request.lookup);
    return glob !== undefined && isMatch(glob, completedArn(arnGlob(glob)), request);
  };
}

function readPrincipals(
  statement: Readonly<Record<string, unknown>>,
  complain: Complain,
): { readonly hasPrincipal: boolean; readonly namingsOf: CompiledStatement['namings'] } {
  const { NotPrincipal: others, Principal: principal } = statement;
  if (principal !== undefined && others !== undefined) complain('Principal and NotPrincipal exclude each other');
  const written = principal ?? others;
  if (written === undefined) return { hasPrincipal: false, namingsOf: () => ['everyone'] };
  const list = principalList(written);
  if (list === undefined) {
    complain('Principal must be * or an object of names');
    return { hasPrincipal: true, namingsOf: () => [] };
  }
  return {
    hasPrincipal: true,
    namingsOf: ({ question }) =>
      principal === undefined
        ? isLeftOut(list, question.principal)
          ? []
          : ['everyone']
        : namings(list, question.principal),
  };
}

const principalKinds: ReadonlySet<string> = new Set(['AWS', 'Service', 'Federated', 'CanonicalUser']);

function principalList(written: unknown): PrincipalList | undefined {
  if (written === '*') return '*';
  if (!isRecord(written)) return undefined;
  const entries = Object.entries(written).map(([kind, names]) => [kind, texts(names)] as const);
  if (entries.some(([kind, names]) => !principalKinds.has(kind) || names === undefined)) return undefined;
  return Object.fromEntries(entries.map(([kind, names]) => [kind, names ?? []]));
}

function readConditions(written: unknown, variables: boolean, complain: Complain): readonly Test[] {
  if (written === undefined) return [];
  if (!isRecord(written)) {
    complain('Condition must be an object');
    return [];
  }
  return Object.entries(written).flatMap(([operator, keys]) => {
    if (!isRecord(keys)) {
      complain(`${operator} must be an object`);
      return [];
    }
    return Object.entries(keys).flatMap(([key, value]) => {
      const values = texts(value);
      if (values === undefined) complain(`the value of ${key} must be a text or a list of texts`);
      const test = testOf(operator, key, values ?? [], variables);
      if (test === undefined) complain(`there is no operator ${operator}`);
      return test ?? [];
    });
  });
}

/** `Action` or `NotAction`, `Resource` or `NotResource`. */
function eitherList(
  statement: Readonly<Record<string, unknown>>,
  element: 'Action' | 'Resource',
  complain: Complain,
): { readonly list: readonly string[] | undefined; readonly not: boolean } {
  const plain = statement[element];
  const negated = statement[`Not${element}`];
  if (plain !== undefined && negated !== undefined) complain(`${element} and Not${element} exclude each other`);
  const written = plain ?? negated;
  if (written === undefined) return { list: undefined, not: false };
  const list = texts(written);
  if (list === undefined || list.length === 0) complain(`${element} must be a text or a list of texts`);
  return { list: list ?? [], not: plain === undefined };
}

/** Numbers and booleans count as their text. */
function texts(value: unknown): readonly string[] | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const found = list.flatMap((each) =>
    typeof each === 'string' ? [each] : typeof each === 'number' || typeof each === 'boolean' ? [String(each)] : [],
  );
  return found.length === list.length ? found : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
