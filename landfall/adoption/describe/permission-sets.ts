import type { FoundPermissionSet } from '../inventory';
import { compareTexts, keyOf } from './keys';
import type { DescribedFile, YamlValue } from './part';
import { policyFile } from './policy-file';
import { uniqueNames } from './unique-names';

/** A permission set as access.yaml has it, and the file of its inline policy. */
export interface DescribedPermissionSet {
  readonly name: string;
  readonly value: YamlValue;
  readonly file?: DescribedFile;
}

const awsManaged = 'arn:aws:iam::aws:policy/';
/** Hours of a session where the configuration says nothing. */
const usualHours = 8;
/** Source: SSO Admin API reference, CreatePermissionSet: a session lasts one hour where none is given (2026-11). */
const durationOfAws = 'PT1H';

/** In the order of their names. */
export function describePermissionSets(sets: readonly FoundPermissionSet[]): readonly DescribedPermissionSet[] {
  const sorted = [...sets].sort((a, b) => compareTexts(a.name, b.name));
  // Some disks and shells stumble over what a name may hold; a file that begins with a dot is not even read.
  const unique = uniqueNames();
  return sorted.map((set) => describeOne(set, `permission-sets/${unique(keyOf(set.name, 'set'))}.json`));
}

function describeOne(set: FoundPermissionSet, path: string): DescribedPermissionSet {
  const inline = set.inlinePolicy ?? '';
  return {
    name: set.name,
    value: {
      manage: 'read',
      arn: set.arn,
      description: filled(set.description),
      managedPolicies: listed(set.managedPolicies.map(managedPolicy)),
      customerManagedPolicies: listed(set.customerManagedPolicies.map(customerManagedPolicy)),
      inlinePolicy: inline === '' ? undefined : path,
      permissionsBoundary: boundary(set.boundary),
      ...session(set.sessionDuration ?? durationOfAws),
      relayState: filled(set.relayState),
    },
    ...(inline === '' ? {} : { file: policyFile(path, inline) }),
  };
}

/** The name by which the configuration knows a policy of AWS; the ARN of any other. */
function managedPolicy(arn: string): string {
  return arn.startsWith(awsManaged) ? arn.slice(awsManaged.length) : arn;
}

/** `people/limit` is the policy `limit` with the path `/people/`. */
function customerManagedPolicy({ name, path }: { readonly name: string; readonly path: string }): string {
  return `${path.replace(/^\//, '')}${name}`;
}

function boundary(found: FoundPermissionSet['boundary']): YamlValue | undefined {
  if (found === undefined) return undefined;
  return 'managedPolicyArn' in found
    ? managedPolicy(found.managedPolicyArn)
    : { customerManaged: customerManagedPolicy(found.customerManagedPolicy) };
}

/** Whole hours as a number, and nothing where it is what the configuration takes for granted. */
function session(duration: string): Readonly<Record<string, YamlValue>> {
  const hours = Number(/^PT([1-9]|1[0-2])H$/.exec(duration)?.[1]);
  if (Number.isNaN(hours)) return { sessionDuration: duration };
  return hours === usualHours ? {} : { sessionHours: hours };
}

function filled(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

function listed(texts: readonly string[]): readonly string[] | undefined {
  return texts.length === 0 ? undefined : texts;
}
