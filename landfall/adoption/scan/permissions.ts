import { actionsOf, type Reader } from './calls';

export interface PermissionsOptions {
  readonly reader: Reader;
  /** Name of the role in member accounts; the management account's reader may assume it. */
  readonly memberRole?: string | undefined;
  /** Default `aws`. */
  readonly partition?: string;
}

interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: string;
}

/**
 * The policy that reading an organization needs, and not one action more: a statement a service.
 * @returns JSON with a newline at the end
 */
export function readingPolicy({ memberRole, partition = 'aws', reader }: PermissionsOptions): string {
  const actions = actionsOf(reader);
  const services = [...new Set(actions.map(serviceOf))];
  const statements = services.map((service): Statement => ({
    Sid: `Read${service.replace(/^./, (first) => first.toUpperCase())}`,
    Effect: 'Allow',
    Action: actions.filter((action) => serviceOf(action) === service),
    Resource: '*',
  }));
  const assume: readonly Statement[] =
    reader === 'member' || memberRole === undefined
      ? []
      : [
          {
            Sid: 'ReadMemberAccounts',
            Effect: 'Allow',
            Action: ['sts:AssumeRole'],
            Resource: `arn:${partition}:iam::*:role/${memberRole}`,
          },
        ];
  return `${JSON.stringify({ Version: '2012-10-17', Statement: [...statements, ...assume] }, undefined, 2)}\n`;
}

function serviceOf(action: string): string {
  return action.slice(0, action.indexOf(':'));
}
