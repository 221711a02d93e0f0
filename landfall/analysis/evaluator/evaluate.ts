import { compiledDocument } from './document';
import type { Naming } from './principal';
import { isReachedByResourceControl } from './rcp-services';
import { requestOf, type Request } from './request';
import type { Decision, Layer, NamedDocument, PolicyContext, PolicyLevel, Question, StatementRef, Step } from './types';

/** What the policy of the resource grants, and how closely it names who asks. */
interface ResourceVerdict {
  readonly step: Step;
  readonly namings: ReadonlySet<Naming>;
}

interface OwnSteps {
  readonly identity: Step;
  readonly boundary: Step | undefined;
  readonly session: Step | undefined;
}

/**
 * Whether AWS would let the request pass: an explicit deny anywhere forbids it, every level of resource control and
 * service control policies must allow it, and then the policies of principal and resource must grant it.
 * Never throws; a broken statement counts for nothing and is among the problems of the decision.
 * In one account, a policy of the resource that names a role is limited by boundary and session policies; one that names
 * the session, a user or everyone isn't.
 * Source: IAM user guide, "AWS JSON policy elements: Principal" and "Policy evaluation logic", with "Policy evaluation for requests within a single account" and
 * "Cross-account policy evaluation logic", 2026-11.
 */
export function evaluate(question: Question, policies: PolicyContext): Decision {
  const request = requestOf(question);
  const resourceControl = resourceControlSteps(request, policies.rcpLevels);
  const serviceControl = serviceControlSteps(request, policies.scpLevels);
  const resource = resourceVerdict(request, policies);
  const own = ownSteps(request, policies);
  const path = [
    ...resourceControl,
    ...serviceControl,
    resource.step,
    ...[own.identity, own.boundary, own.session].flatMap((step) => step ?? []),
  ];
  const problems = problemsOf(policies);
  const denying = path.filter(({ says }) => says === 'denies');
  const [first] = denying;
  if (first !== undefined) {
    const statements = denying.flatMap((step) => step.statements);
    return { ...decided('explicit-deny', first, statements), path, problems };
  }
  const stopped = [...resourceControl, ...serviceControl].find(({ says }) => says === 'silent');
  if (stopped !== undefined) return { ...decided('implicit-deny', stopped, []), path, problems };
  return { ...granted(request, resource, own), path, problems };
}

type Outcome = Omit<Decision, 'path' | 'problems'>;

function decided(effect: Decision['effect'], step: Step, statements: readonly StatementRef[]): Outcome {
  return { allowed: effect === 'allow', effect, by: step.layer, level: step.level, statements };
}

/** Whether policies of principal and resource grant what no guardrail stops. */
function granted(request: Request, resource: ResourceVerdict, own: OwnSteps): Outcome {
  const { principal, resourceAccount } = request.question;
  const { namings, step } = resource;
  const allow = (...steps: readonly Step[]): Outcome =>
    decided(
      'allow',
      steps[0] ?? step,
      steps.flatMap(({ statements }) => statements),
    );
  if (principal.kind === 'service' || principal.kind === 'anonymous') {
    return namings.size > 0 ? allow(step) : decided('implicit-deny', step, []);
  }
  const ceiling = firstSilent([own.boundary, own.session]);
  if (principal.account === resourceAccount) {
    if (namings.has('session') || namings.has('everyone') || (principal.kind === 'user' && namings.has('identity'))) {
      return allow(step);
    }
    if (namings.has('identity')) return ceiling === undefined ? allow(step) : decided('implicit-deny', ceiling, []);
    if (needsResourcePolicy(request) && namings.size === 0) return decided('implicit-deny', step, []);
    const missing = firstSilent([own.identity]) ?? ceiling;
    return missing === undefined ? allow(own.identity) : decided('implicit-deny', missing, []);
  }
  if (namings.size === 0) return decided('implicit-deny', step, []);
  const missing = firstSilent([own.identity]) ?? ceiling;
  return missing === undefined ? allow(own.identity, step) : decided('implicit-deny', missing, []);
}

/**
 * Keys and roles are out of reach of their own account's policies unless their own policy lets those decide.
 * Source: IAM user guide, "Policy evaluation for requests within a single account", 2026-11.
 */
function needsResourcePolicy({ action, resourceParts }: Request): boolean {
  const last = resourceParts[5] ?? '';
  return (
    (action.startsWith('kms:') && last.startsWith('key/')) ||
    (action.startsWith('sts:assumerole') && last.startsWith('role/'))
  );
}

function firstSilent(steps: readonly (Step | undefined)[]): Step | undefined {
  return steps.find((step) => step?.says === 'silent');
}

function resourceControlSteps(request: Request, levels: readonly PolicyLevel[] | undefined): readonly Step[] {
  const layer = 'resource-control';
  if (levels === undefined) {
    return [
      exempt(
        layer,
        'no resource control policy reaches the resource: its account is the management account, or in no organization',
      ),
    ];
  }
  if (request.question.principal.kind === 'service-linked-role') {
    return [exempt(layer, 'service-linked roles are out of reach of resource control policies')];
  }
  if (!isReachedByResourceControl(request.action)) {
    return [exempt(layer, `resource control policies don't reach ${request.question.action}`)];
  }
  return levels.map(({ documents, name }) => stepOf(layer, name, documents, request));
}

function serviceControlSteps(request: Request, levels: readonly PolicyLevel[] | undefined): readonly Step[] {
  const layer = 'service-control';
  const { kind } = request.question.principal;
  if (kind === 'service-linked-role') {
    return [exempt(layer, 'service-linked roles are out of reach of service control policies')];
  }
  if (kind === 'service' || kind === 'anonymous') {
    return [exempt(layer, 'service control policies reach users and roles of accounts only')];
  }
  if (levels === undefined) {
    return [
      exempt(
        layer,
        'no service control policy reaches the principal: its account is the management account, or in no organization',
      ),
    ];
  }
  return levels.map(({ documents, name }) => stepOf(layer, name, documents, request));
}

function ownSteps(request: Request, policies: PolicyContext): OwnSteps {
  const { kind } = request.question.principal;
  if (kind === 'root' || kind === 'service' || kind === 'anonymous') {
    const why = kind === 'root' ? 'a root user has every permission in its account' : 'it has no policies of its own';
    return { identity: exempt('identity', why), boundary: undefined, session: undefined };
  }
  const { boundary, session } = policies;
  return {
    identity: stepOf('identity', undefined, policies.identity, request),
    boundary: boundary === undefined ? undefined : stepOf('boundary', undefined, [boundary], request),
    session: session === undefined ? undefined : stepOf('session', undefined, session, request),
  };
}

function resourceVerdict(request: Request, { resource }: PolicyContext): ResourceVerdict {
  if (resource === undefined) {
    return { step: { ...empty('resource'), why: 'the resource has no policy of its own' }, namings: new Set() };
  }
  if (resource === 'delegates') {
    const why = "the resource's own policy isn't known, and is taken to leave it to the principal's account";
    return { step: { ...empty('resource'), says: 'allows', why }, namings: new Set<Naming>(['account']) };
  }
  const step = stepOf('resource', undefined, [resource], request);
  const namings = statementsOf(resource, request)
    .filter(({ ref }) => ref.effect === 'Allow')
    .flatMap((statement) => statement.namings(request));
  return { step, namings: new Set(namings) };
}

function stepOf(layer: Layer, level: string | undefined, documents: readonly NamedDocument[], request: Request): Step {
  const refs = documents.flatMap((document) => statementsOf(document, request)).map(({ ref }) => ref);
  const denies = refs.filter(({ effect }) => effect === 'Deny');
  if (denies.length > 0) return { layer, level, says: 'denies', statements: denies, why: undefined };
  return { layer, level, says: refs.length > 0 ? 'allows' : 'silent', statements: refs, why: undefined };
}

function statementsOf(
  document: NamedDocument,
  request: Request,
): ReturnType<ReturnType<typeof compiledDocument>['about']> {
  return compiledDocument(document)
    .about(request.action)
    .filter((statement) => statement.namings(request).length > 0 && statement.applies(request));
}

function exempt(layer: Layer, why: string): Step {
  return { ...empty(layer), says: 'exempt', why };
}

function empty(layer: Layer): Step {
  return { layer, level: undefined, says: 'silent', statements: [], why: undefined };
}

function problemsOf({ boundary, identity, rcpLevels, resource, scpLevels, session }: PolicyContext): readonly string[] {
  const documents = [
    ...[...(scpLevels ?? []), ...(rcpLevels ?? [])].flatMap((level) => level.documents),
    ...identity,
    ...(boundary === undefined ? [] : [boundary]),
    ...(session ?? []),
    ...(typeof resource === 'object' ? [resource] : []),
  ];
  const problems = documents.flatMap((document) => compiledDocument(document).problems);
  return problems.length === 0 ? problems : [...new Set(problems)].sort();
}
