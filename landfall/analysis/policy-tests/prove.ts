import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { Written, WrittenFact } from '../../model/policy-fact';
import type { LandingZone } from '../../model/zone';
import type { Decision } from '../evaluator/types';
import { ask, type Asked, type Prepare } from './asking';
import { accessDiagnostic, actionDiagnostic, type KnownActions } from './findings';
import { accountsOf, knownPlaces, placesOf } from './places';
import { decisionWords } from './words';

/** One question that a fact asks, and what it expects. */
export interface FactCase {
  /** As the fact names who asks: a permission set, a role, a group. */
  readonly as: string;
  readonly in: string;
  readonly action: Written;
  readonly resource: string;
  /** Whose resource, where the fact says it. */
  readonly of: string | undefined;
  /** Values of the request that set this question apart from the others of the fact. */
  readonly each: Readonly<Record<string, readonly string[]>>;
  readonly expected: 'may' | 'may-not';
  /** Of a group, one for each of its permission sets there: whoever has two uses the one that allows it. */
  readonly asked: readonly Asked[];
  readonly holds: boolean;
}

export interface ProvedFact {
  readonly fact: WrittenFact;
  readonly cases: readonly FactCase[];
  readonly holds: boolean;
  /** What was taken for granted in any of the cases; sorted. */
  readonly notes: readonly string[];
}

export interface Proof {
  /** Facts that could be asked, in the order in which they were written. */
  readonly facts: readonly ProvedFact[];
  /** Words that name nothing, and questions without an answer. Facts that don't hold are not among them. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Asks every question of every fact. Never throws: what names nothing is a diagnostic at its place. */
export function provePolicyTests(
  zone: LandingZone,
  facts: readonly WrittenFact[],
  prepare: Prepare,
  actions?: KnownActions,
): Proof {
  const proved: ProvedFact[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const fact of facts) {
    const { cases, problems } = casesOf(zone, fact, prepare, actions);
    diagnostics.push(...problems);
    if (problems.length > 0) continue;
    const notes = [...new Set(cases.flatMap(({ asked }) => asked.flatMap((each) => each.notes)))].sort();
    proved.push({ fact, cases, holds: cases.every(({ holds }) => holds), notes });
  }
  return { facts: proved, diagnostics: unique(diagnostics) };
}

/** Whether a case holds if these are the decisions about it. */
export function caseHolds(expected: FactCase['expected'], decisions: readonly Decision[]): boolean {
  return decisions.some(({ allowed }) => allowed) === (expected === 'may');
}

/** Facts that don't hold, as findings at the words that ask for it; one for each word, however many questions it fails. */
export function failures({ facts }: Proof): readonly Diagnostic[] {
  return facts.flatMap(({ cases, fact }) => {
    const failed = cases.filter(({ holds }) => !holds);
    const words = [...new Set(failed.map(({ action }) => action))];
    return words.map((word): Diagnostic => {
      const [first, ...others] = failed.filter(({ action }) => action === word);
      const more = others.length === 0 ? '' : `; so do ${others.length} more of its questions`;
      return {
        severity: 'error',
        code: 'LF2105',
        message: `"${fact.name}": ${first === undefined ? '' : caseWords(first)}${more}`,
        help: `It should hold because: ${fact.because}`,
        location: word.at,
      };
    });
  });
}

function caseWords(failed: FactCase): string {
  const { action, as, each, expected, in: place, of, resource } = failed;
  const wanted = expected === 'may' ? 'may' : 'may not';
  const on = resource === '*' ? '' : ` on ${resource}`;
  const owner = of === undefined ? '' : ` of ${of}`;
  const values = Object.entries(each).map(([key, value]) => ` with ${key} ${value.join(', ')}`);
  return `${as} ${wanted} ${action.text}${on}${owner} in ${place}${values.join('')}, but ${outcome(failed)}`;
}

function outcome({ as, asked, expected, in: place }: FactCase): string {
  if (asked.length === 0) return `${as} has no permission set in ${place}`;
  const decisive = asked.find(({ decision }) => decision.allowed === (expected === 'may-not')) ?? asked[0];
  return decisive === undefined ? '' : decisionWords(decisive.decision);
}

interface Cases {
  readonly cases: readonly FactCase[];
  readonly problems: readonly Diagnostic[];
}

interface Who {
  readonly as: string;
  readonly in: string;
  /** What the question names: the same, or permission sets of a group. */
  readonly principals: readonly string[];
}

function casesOf(zone: LandingZone, fact: WrittenFact, prepare: Prepare, actions: KnownActions | undefined): Cases {
  const cases: FactCase[] = [];
  const problems: Diagnostic[] = [...unknownPlaces(zone, fact), ...unknownActions(fact, actions)];
  if (problems.length > 0) return { cases, problems };
  const expectations = [
    ...fact.may.map((action) => ({ action, expected: 'may' as const })),
    ...fact.mayNot.map((action) => ({ action, expected: 'may-not' as const })),
  ];
  const resources = fact.on.length === 0 ? ['*'] : fact.on.map(({ text }) => text);
  const owners = fact.of.length === 0 ? [undefined] : fact.of.map(({ text }) => text);
  const targets = resources.flatMap((resource) =>
    owners.flatMap((owner) => fact.each.map((each) => ({ resource, owner, each }))),
  );
  for (const as of fact.as) {
    for (const place of fact.in) {
      for (const who of whoAsks(zone, as.text, place.text)) {
        for (const { action, expected } of expectations) {
          for (const { each, owner, resource } of targets) {
            const answers = who.principals.map((principal) =>
              ask(prepare, {
                as: principal,
                in: who.in,
                action: action.text,
                resource,
                resourceIn: owner,
                context: { ...fact.with, ...each },
                resourcePolicy: fact.policy,
              }),
            );
            const findings = answers.flatMap((answer) => (answer.kind === 'answer' ? [] : answer.findings));
            const at = { as: as.at, in: place.at, action: action.at, fact: fact.at };
            problems.push(...findings.map((finding) => accessDiagnostic(finding, at)));
            const asked = answers.flatMap((answer) => (answer.kind === 'answer' ? [answer] : []));
            const decisions = asked.map(({ decision }) => decision);
            const holds = caseHolds(expected, decisions);
            cases.push({ as: who.as, in: who.in, action, resource, of: owner, each, expected, asked, holds });
          }
        }
      }
    }
  }
  return { cases, problems };
}

/** A permission set or a role is asked about in every place; a group, which has a set only where it got one, in accounts. */
function whoAsks(zone: LandingZone, as: string, place: string): readonly Who[] {
  const isSet = zone.access.permissionSets.some(({ name }) => name === as);
  const groups = isSet ? [] : groupsNamed(zone, as);
  if (groups.length === 0) return (placesOf(zone, place) ?? []).map((each) => ({ as, in: each, principals: [as] }));
  return accountsOf(zone, place).map(({ key }) => ({ as, in: key, principals: setsOf(zone, groups, key) }));
}

/** A group by its name in Identity Center, or a team group by its key, which is then the group of every team. */
export function groupsNamed(zone: LandingZone, word: string): readonly string[] {
  return zone.access.groups
    .filter(({ displayName, key }) => displayName === word || key === word)
    .map(({ displayName }) => displayName);
}

function setsOf(zone: LandingZone, groups: readonly string[], account: string): readonly string[] {
  const sets = zone.access.assignments
    .filter((each) => each.account === account && groups.includes(each.group))
    .map(({ permissionSet }) => permissionSet);
  return [...new Set(sets)].sort();
}

function unknownPlaces(zone: LandingZone, fact: WrittenFact): readonly Diagnostic[] {
  const known = knownPlaces(zone);
  const places = fact.in.filter(({ text }) => placesOf(zone, text) === undefined);
  const owner = fact.of.filter(({ text }) => !isOnePlace(zone, text));
  return [
    ...places.map(({ at, text }) => accessDiagnostic({ kind: 'unknown-place', name: text, known }, { in: at })),
    ...owner.map(({ at, text }) =>
      accessDiagnostic({ kind: 'unknown-place', name: text, known: known.slice(2) }, { in: at }),
    ),
  ];
}

function isOnePlace(zone: LandingZone, word: string): boolean {
  return !word.startsWith('all ') && placesOf(zone, word) !== undefined;
}

function unknownActions(fact: WrittenFact, actions: KnownActions | undefined): readonly Diagnostic[] {
  return [...fact.may, ...fact.mayNot].flatMap(({ at, text }) => actionDiagnostic(text, actions, at) ?? []);
}

/** One misspelled word is one finding, however many questions it spoils. */
function unique(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, location, message }) => {
    const id = JSON.stringify([code, location, message]);
    return !seen.has(id) && seen.add(id);
  });
}
