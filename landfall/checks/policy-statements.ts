import { parsePolicy } from '../model/policy-document';
import { hasStatements } from '../model/policy-types';
import { placedStatements, policyFile, readPolicy } from './policy-files';
import type { Policy } from '../model/zone';
import { check, type Finding } from './check';
import { isOnlyRead } from './only-read';

/**
 * LF1607: service control and resource control policies have the shape that AWS Organizations takes; it says no more
 * than "malformed" about others. Source: AWS Organizations user guide, "SCP syntax" and "RCP syntax", 2026-11.
 */
export const policyStatements = check(({ zone }) =>
  zone.guardrails.policies
    .filter(({ awsId, manage, type }) => hasStatements(type) && !isOnlyRead(manage, awsId))
    .flatMap((policy) => {
      const read = readPolicy(policy, parsePolicy);
      return 'value' in read ? [...documentFindings(policy, read.value), ...statementFindings(policy, read.value)] : [];
    }),
);

const languageVersion = '2012-10-17';

function finding(policy: Policy, within: readonly (string | number)[], message: string, help: string): Finding {
  return { code: 'LF1607', at: policyFile(policy), within, message: `policies/${policy.file} ${message}`, help };
}

function documentFindings(policy: Policy, value: object): readonly Finding[] {
  const version: unknown = 'Version' in value ? value.Version : undefined;
  const stray = Object.keys(value).filter((key) => !['Version', 'Statement', 'Id'].includes(key));
  return [
    ...(version === languageVersion
      ? []
      : [
          finding(
            policy,
            ['Version'],
            `has ${version === undefined ? 'no Version' : `the Version ${JSON.stringify(version)}`}; ${languageVersion} is allowed`,
            `Write "Version": "${languageVersion}"`,
          ),
        ]),
    ...(placedStatements(value).length > 0
      ? []
      : [finding(policy, ['Statement'], 'has no Statement; at least one is needed', 'Add a list of statements')]),
    ...stray.map((key) =>
      finding(
        policy,
        [key],
        `holds ${key}; Version, Statement and Id are allowed`,
        'Move it into a statement, or away',
      ),
    ),
  ];
}

function statementFindings(policy: Policy, value: object): readonly Finding[] {
  return placedStatements(value).flatMap(({ at, statement }): readonly Finding[] => {
    if (typeof statement !== 'object' || statement === null || Array.isArray(statement)) {
      return [finding(policy, at, 'has a statement that is not an object', 'Write Effect, Action and Resource in it')];
    }
    const parts = new Map<string, unknown>(Object.entries(statement));
    const rules = policy.type === 'service-control' ? serviceControlRules : resourceControlRules;
    return [...commonRules, ...rules].flatMap((rule) => {
      const broken = rule(parts);
      return broken === undefined ? [] : [finding(policy, [...at, ...broken.within], broken.message, broken.help)];
    });
  });
}

interface Broken {
  readonly within: readonly string[];
  readonly message: string;
  readonly help: string;
}

type Parts = ReadonlyMap<string, unknown>;
type Rule = (parts: Parts) => Broken | undefined;

const effect: Rule = (parts) => {
  const written = parts.get('Effect');
  if (written === 'Allow' || written === 'Deny') return undefined;
  const found = written === undefined ? 'no Effect' : `the Effect ${JSON.stringify(written)}`;
  return {
    within: ['Effect'],
    message: `has a statement with ${found}; Allow and Deny are allowed`,
    help: 'Write one of them',
  };
};

function exactlyOne(one: string, other: string): Rule {
  return (parts) => {
    const [hasOne, hasOther] = [parts.has(one), parts.has(other)];
    if (hasOne !== hasOther) return undefined;
    return hasOne
      ? {
          within: [other],
          message: `has a statement with both ${one} and ${other}; one of them is allowed`,
          help: `Take ${other} away, or make two statements`,
        }
      : {
          within: [],
          message: `has a statement with neither ${one} nor ${other}; one of them is needed`,
          help: `Add ${one}`,
        };
  };
}

const commonRules: readonly Rule[] = [effect, exactlyOne('Action', 'NotAction'), exactlyOne('Resource', 'NotResource')];

const serviceControlRules: readonly Rule[] = [
  (parts) => {
    const key = ['Principal', 'NotPrincipal'].find((each) => parts.has(each));
    if (key === undefined) return undefined;
    return {
      within: [key],
      message: `names a ${key}; a service control policy acts on all principals of its accounts and takes none`,
      help: `Take it away, and name principals by the condition aws:PrincipalArn`,
    };
  },
];

const resourceControlRules: readonly Rule[] = [
  (parts) => {
    if (parts.get('Effect') !== 'Allow') return undefined;
    return {
      within: ['Effect'],
      message: 'has a statement that allows; a resource control policy of your own can only deny',
      help: 'Make it Deny with the opposite condition: RCPFullAWSAccess allows everything already',
    };
  },
  (parts) => {
    if (parts.get('Principal') === '*') return undefined;
    const found = parts.has('Principal') ? `the Principal ${JSON.stringify(parts.get('Principal'))}` : 'no Principal';
    return {
      within: ['Principal'],
      message: `has a statement with ${found}; a resource control policy takes "*" only`,
      help: 'Write "Principal": "*", and name principals by conditions',
    };
  },
  (parts) => {
    const key = parts.has('NotAction') ? 'NotAction' : undefined;
    const everything = [parts.get('Action')].flat().includes('*');
    if (key === undefined && !everything) return undefined;
    return {
      within: [key ?? 'Action'],
      message: `has a statement with ${key ?? 'the Action "*"'}; a resource control policy names actions by their service`,
      help: 'Name the services, such as "s3:*" and "sts:AssumeRole"',
    };
  },
];
