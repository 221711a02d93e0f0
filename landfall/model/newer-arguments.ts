/**
 * Arguments of resources that the CDKTF bindings in use (provider 6.25.0) don't know, each with the provider version
 * that brought it. They are written only where every version that the constraint allows has them.
 */
export const newerArguments = {
  /** Control Tower enrols accounts by itself when they enter a registered unit. Seen in 6.66.0; 6.25.0 lacks it. */
  'aws_controltower_landing_zone.remediation_types': '6.66.0',
} as const;

export type NewerArgument = keyof typeof newerArguments;

/** Whether every provider version that the constraint allows is new enough for the argument. */
export function allowsArgument(providerConstraint: string, argument: NewerArgument): boolean {
  return allowsVersion(providerConstraint, newerArguments[argument]);
}

/** Whether no version that the constraint allows is older than this one. */
export function allowsVersion(providerConstraint: string, version: string): boolean {
  const lowest = lowestVersion(providerConstraint);
  return lowest !== undefined && compareVersions(lowest, parseVersion(version)) >= 0;
}

type Version = readonly number[];

/**
 * The lowest version that a Terraform version constraint allows; undefined where it has no lower bound.
 * An excluded one (`> 6.1.0`) counts as allowed, which errs on the side of leaving a newer argument out.
 */
function lowestVersion(constraint: string): Version | undefined {
  const bounds = constraint.split(',').flatMap((part) => {
    const [, operator = '', version = ''] = /^\s*(>=|<=|!=|~>|>|<|=)?\s*v?(\d+(?:\.\d+)*)\s*$/.exec(part) ?? [];
    return version === '' || ['<', '<=', '!='].includes(operator) ? [] : [parseVersion(version)];
  });
  return bounds.reduce<Version | undefined>(
    (highest, bound) => (highest === undefined || compareVersions(bound, highest) > 0 ? bound : highest),
    undefined,
  );
}

function parseVersion(version: string): Version {
  return version.split('.').map(Number);
}

function compareVersions(a: Version, b: Version): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
