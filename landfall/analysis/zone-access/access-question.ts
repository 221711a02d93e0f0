import { FactReader } from '../../model/facts';
import { policyVariables } from '../../model/policy-text';
import type { LandingZone } from '../../model/zone';
import { controlPoliciesAsOf, controlPolicySource } from '../data/control-policies';
import type { ContextValues, NamedDocument, PolicyContext, ResourcePolicy } from '../evaluator/types';
import { usualContext } from './context';
import { placeNamed, placeNames, policyLevels, preventiveControls, type Place } from './places';
import { askerNames, askers, type Asker } from './principals';
import type { AccessFinding, AccessOptions, AccessRequest, PreparedAccess } from './types';

/** Turns questions in the words of the configuration into questions to the evaluator. Never throws. */
export type AccessQuestions = (request: AccessRequest) => PreparedAccess;

/** For many questions about one zone: policies are read once. */
export function accessQuestions(zone: LandingZone, options: AccessOptions = {}): AccessQuestions {
  const facts = new FactReader(options.facts ?? new Map());
  const levels = policyLevels(zone, facts);
  const asker = askers(zone, facts, options);
  const document = documents();
  return (request) => {
    const place = placeNamed(zone, facts, request.in);
    const owner = request.resourceIn === undefined ? place : placeNamed(zone, facts, request.resourceIn);
    const who = place === undefined ? undefined : asker(request.as, place);
    const findings = findingsOf(zone, request, { place, owner, who });
    if (place === undefined || owner === undefined || who === undefined || findings.length > 0) {
      return { kind: 'unanswerable', findings };
    }
    const filler = variableFiller(zone, facts, place, owner);
    const resource = filler.text(request.resource ?? '*');
    const { home, principal } = who;
    const sides = { principal, place: home, owner, action: request.action, resource };
    const context = new Map<string, ContextValues>();
    for (const [key, values] of usualContext(zone, facts, sides)) context.set(key.toLowerCase(), values);
    for (const [key, values] of Object.entries(request.context ?? {})) {
      context.set(key.toLowerCase(), [values].flat().flatMap(filler.values));
    }
    const resourcePolicy = resourcePolicyOf(request, who, document, filler.text);
    const session =
      request.sessionPolicy === undefined ? undefined : [document('session', filler.text(request.sessionPolicy))];
    const policies: PolicyContext = {
      scpLevels: levels(home, 'service-control'),
      rcpLevels: levels(owner, 'resource-control'),
      identity: who.identity,
      boundary: who.boundary,
      session,
      resource: resourcePolicy,
    };
    if (filler.unknown.size > 0) {
      return {
        kind: 'unanswerable',
        findings: [...filler.unknown].sort().map((name) => ({ kind: 'unknown-variable', name })),
      };
    }
    const question = { principal, action: request.action, resource, resourceAccount: owner.id, context };
    return { kind: 'ready', question, policies, notes: notesOf(zone, request, { home, owner, who }) };
  };
}

/** For one question. */
export function accessQuestion(zone: LandingZone, request: AccessRequest, options: AccessOptions = {}): PreparedAccess {
  return accessQuestions(zone, options)(request);
}

interface Found {
  readonly place: Place | undefined;
  readonly owner: Place | undefined;
  readonly who: Asker | undefined;
}

function findingsOf(zone: LandingZone, request: AccessRequest, { owner, place, who }: Found): readonly AccessFinding[] {
  const findings: AccessFinding[] = [];
  const known = placeNames(zone);
  if (!/^[a-z0-9-]+:[A-Za-z0-9]+$/i.test(request.action)) findings.push({ kind: 'no-action', action: request.action });
  if (place === undefined) findings.push({ kind: 'unknown-place', name: request.in, known });
  if (owner === undefined && request.resourceIn !== undefined) {
    findings.push({ kind: 'unknown-place', name: request.resourceIn, known });
  }
  if (place !== undefined && who === undefined) {
    findings.push({ kind: 'unknown-principal', name: request.as, known: askerNames(zone) });
  }
  return [...findings, ...(who?.findings ?? [])];
}

interface Filler {
  readonly text: (text: string) => string;
  readonly values: (text: string) => readonly string[];
  /** Names of variables that nobody knows. */
  readonly unknown: ReadonlySet<string>;
}

const anyVariable = /\$\{([A-Za-z][^}:]*)\}/g;
const onlyVariable = /^\$\{([A-Za-z][^}:]*)\}$/;

function variableFiller(zone: LandingZone, facts: FactReader, place: Place, owner: Place): Filler {
  const ofZone = policyVariables(zone, facts);
  const own: Readonly<Record<string, string>> = { account: place.id, 'resource.account': owner.id };
  const unknown = new Set<string>();
  const variable = (name: string): string | readonly string[] | undefined => own[name] ?? ofZone(name);
  const text = (written: string): string =>
    written.replace(anyVariable, (whole, name: string) => {
      const value = variable(name);
      if (typeof value === 'string') return value;
      unknown.add(name);
      return whole;
    });
  const values = (written: string): readonly string[] => {
    const name = onlyVariable.exec(written)?.[1];
    const value = name === undefined ? undefined : variable(name);
    return value !== undefined && typeof value !== 'string' ? value : [text(written)];
  };
  return { text, values, unknown };
}

/** The same text is the same document, so that it is compiled once. */
function documents(): (name: string, text: string) => NamedDocument {
  const made = new Map<string, NamedDocument>();
  return (name, text) => {
    const known = made.get(text);
    if (known !== undefined) return known;
    const document = { name, text };
    made.set(text, document);
    return document;
  };
}

const letsIn = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}';

function resourcePolicyOf(
  { resourcePolicy }: AccessRequest,
  { principal }: Asker,
  document: (name: string, text: string) => NamedDocument,
  fill: (text: string) => string,
): ResourcePolicy {
  if (resourcePolicy !== undefined) return document('policy of the resource', fill(resourcePolicy));
  const stranger = principal.kind === 'service' || principal.kind === 'anonymous';
  return stranger ? document('policy of the resource, taken to let everybody in', letsIn) : 'delegates';
}

function notesOf(
  zone: LandingZone,
  { as, resourcePolicy }: AccessRequest,
  { home, owner, who }: { readonly home: Place; readonly owner: Place; readonly who: Asker },
): readonly string[] {
  const { kind } = who.principal;
  const reached =
    kind === 'service' || kind === 'anonymous' || kind === 'service-linked-role' ? [] : preventiveControls(zone, home);
  const isSet = zone.access.permissionSets.some(({ name }) => name === as);
  const assigned = zone.access.assignments.some(
    ({ account, permissionSet }) => permissionSet === as && account === home.account?.key,
  );
  const notes = [
    ...who.notes,
    ...controlNotes(reached),
    ...(isSet && home.account !== undefined && !assigned ? [`Nobody is assigned ${as} in ${home.account.key}`] : []),
    ...(resourcePolicy === undefined && (kind === 'service' || kind === 'anonymous')
      ? ["The resource's own policy isn't known, and is taken to let everybody in"]
      : []),
    ...(resourcePolicy === undefined && owner.id !== home.id && kind !== 'service' && kind !== 'anonymous'
      ? ["The resource's own policy isn't known, and is taken to let the principal's account in"]
      : []),
  ];
  return [...new Set(notes)].sort();
}

/** Where the policies of Control Tower's controls were read, and which ones could not be. */
function controlNotes(controls: readonly string[]): readonly string[] {
  const keys = [...new Set(controls)].sort();
  const sources = [...new Set(keys.map(controlPolicySource))];
  return sources.map((source) => {
    const names = keys.filter((key) => controlPolicySource(key) === source).join(', ');
    return source === undefined
      ? `Policies of Control Tower's own controls aren't looked at: ${names}`
      : `The policy of ${names} is taken as ${source} showed it in ${controlPoliciesAsOf}`;
  });
}
