import type { LandingZone } from '../model/zone';
import { check, type Finding, type SourceRef } from './check';
import { isOnlyRead } from './only-read';

interface Named {
  readonly name: string;
  readonly at: SourceRef;
  readonly within?: readonly (string | number)[];
}

/** LF1203 to LF1206: names that AWS wants unique are unique, and ids stay apart after lower-casing. */
export const uniqueNames = check(({ zone }) => findings(zone));

function findings(zone: LandingZone): readonly Finding[] {
  const accounts = zone.accounts.map((account) => ({ ...account, at: account.source }));
  return [
    ...repeated(
      accounts.map(({ email, at }) => ({ name: email.toLowerCase(), at })),
      'LF1203',
      (name) => `two accounts have the root e-mail ${name}; AWS wants each e-mail once, ever`,
      'Give one of them another e-mail, or a higher generation if it is made again',
    ),
    ...repeated(
      accounts.map(({ key, at }) => ({ name: key, at })),
      'LF1204',
      (name) => `two accounts have the key ${name} after lower-casing; keys become ids of stacks`,
      'Rename one of them',
    ),
    ...repeated(
      accounts.map(({ name, at }) => ({ name: name.toLowerCase(), at })),
      'LF1205',
      (name) => `two accounts are named ${name}; AWS allows it, people will confuse them`,
      'Give one of them another name',
      'warning',
    ),
    ...repeated(
      zone.units.map((unit) => ({ name: unit.id.replaceAll('/', '-'), at: unit.source })),
      'LF1206',
      (name) => `two units would both have the stack unit-${name}`,
      'Rename the key of one of them; its name may stay',
    ),
    ...siblings(zone),
    ...repeated(
      zone.access.groups.map(({ awsId, displayName, manage, source }) => ({
        // Groups that exist are apart for whoever made them, if only by their case.
        name: isOnlyRead(manage, awsId) ? displayName : displayName.toLowerCase(),
        at: source,
      })),
      'LF1207',
      (name) => `two groups have the name ${name}`,
      'Give one of them another displayName, or change teamGroupName',
    ),
    ...repeated(
      zone.ownStacks.map((own) => ({ name: own.key, at: own.source })),
      'LF1204',
      (name) => `two stacks of your own have the key ${name} after lower-casing; keys become ids of stacks`,
      'Rename one of them',
    ),
    ...repeated(
      zone.portfolios.map((portfolio) => ({ name: portfolio.key, at: portfolio.source })),
      'LF1204',
      (name) => `two portfolios have the key ${name} after lower-casing; keys become ids of stacks`,
      'Rename one of them',
    ),
  ];
}

/** AWS refuses two units of one name below one parent; the same name elsewhere in the tree is fine. */
function siblings(zone: LandingZone): readonly Finding[] {
  return repeated(
    zone.units.map(({ awsId, manage, name, parent = '', source }) => ({
      name: `${parent}\n${isOnlyRead(manage, awsId) ? name : name.toLowerCase()}`,
      at: source,
    })),
    'LF1208',
    (name) => `two units below one parent are named ${name.split('\n')[1] ?? name}`,
    'Give one of them another name',
  );
}

function repeated(
  things: readonly Named[],
  code: string,
  message: (name: string) => string,
  help: string,
  severity: Finding['severity'] = 'error',
): readonly Finding[] {
  const first = new Map<string, Named>();
  return things.flatMap((thing) => {
    const other = first.get(thing.name);
    if (other === undefined) {
      first.set(thing.name, thing);
      return [];
    }
    const related = [{ message: 'the other one', at: other.at }];
    return [{ severity, code, at: thing.at, mark: 'key' as const, message: message(thing.name), help, related }];
  });
}
