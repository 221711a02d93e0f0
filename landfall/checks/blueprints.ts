import { builtInBlueprints, isDeployed } from '../model/accounts/blueprints';
import { nearest } from '../diagnostics/nearest';
import { managementKey, type Account, type LandingZone } from '../model/zone';
import { accountSetting } from './account-setting';
import { check, type Finding, type OwnNames } from './check';
import { suggestion } from './suggestion';

/**
 * LF1710: every account gets a blueprint that exists, in a version that exists. Where nobody knows those of the user it
 * is a note, and a warning where the name looks misspelled: the program that renders stacks then has the last word.
 */
export const blueprints = check(({ zone, own }) => {
  const versions = versionsByName(own?.blueprints ?? []);
  const findings = zone.accounts
    .filter((account) => account.key !== managementKey && isDeployed(account))
    .flatMap((account) => finding(zone, account, versions, own !== undefined));
  // A blueprint of a stage is wrong for every team at once; one finding is enough.
  return [...new Map(findings.map((each) => [JSON.stringify(each.at), each])).values()];
});

type Versions = ReadonlyMap<string, readonly number[]>;

function versionsByName(own: OwnNames['blueprints']): Versions {
  const versions = new Map<string, readonly number[]>(
    [...builtInBlueprints].map(([name, newest]) => [name, Array.from({ length: newest }, (_, index) => index + 1)]),
  );
  for (const { name, version } of own) versions.set(name, [...(versions.get(name) ?? []), version]);
  return versions;
}

function finding(zone: LandingZone, account: Account, versions: Versions, allKnown: boolean): readonly Finding[] {
  const { name, version } = account.blueprint;
  const known = versions.get(name);
  if (known?.includes(version) === true) return [];
  const names = [...versions.keys()].sort();
  const at = accountSetting(zone, account, 'blueprint');
  if (!allKnown && (known !== undefined || nearest(name, names) === undefined)) {
    return [
      {
        severity: 'note',
        code: 'LF1710',
        at,
        message: `the blueprint ${name}@${version} isn't one of those that are built in`,
        help: 'If custom/index.ts registers it all is well: after make build, landfall preview and synth know yours',
      },
    ];
  }
  return [
    {
      severity: allKnown ? 'error' : 'warning',
      code: 'LF1710',
      at,
      message:
        known === undefined
          ? `there is no blueprint ${name}`
          : `the blueprint ${name} has no version ${version}; it has ${known.join(', ')}`,
      help:
        known === undefined
          ? `${suggestion(name, names)}; your own are registered in custom/index.ts`
          : `Use one of them, such as ${name}@${Math.max(...known)}`,
    },
  ];
}
