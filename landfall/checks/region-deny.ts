import { FactReader } from '../model/facts';
import { parsePolicy } from '../model/policy-document';
import { filledValue, policyVariables } from '../model/policy-text';
import type { LandingZone } from '../model/zone';
import { check, type CheckInput, type Finding } from './check';
import { isOnlyRead } from './only-read';
import { filler, policyFile, readPolicy, statementsOf } from './policy-files';

/**
 * LF1611: nothing denies the home Region, where Control Tower, Identity Center, states and domains live; nor does Control
 * Tower's own control deny a Region that it governs. A policy may: a sandbox can do with the home Region.
 */
export const regionDeny = check((input) => [...byControl(input.zone), ...byPolicy(input)]);

/** Control Tower's Region deny for units, and its parameter. Source: control reference, "OU Region deny", 2026-11. */
const regionDenyControl = 'CT.MULTISERVICE.PV.1';
const regionsParameter = 'AllowedRegions';

function byControl(zone: LandingZone): readonly Finding[] {
  const variables = policyVariables(zone, new FactReader(new Map()));
  return zone.guardrails.units.flatMap((entry) =>
    entry.controls.flatMap(({ control, manage, parameters }, index): readonly Finding[] => {
      const written = parameters[regionsParameter];
      if (control !== regionDenyControl || written === undefined) return [];
      const allowed = [filledValue(written, variables)].flat();
      const { governed, home } = zone.regions;
      const missing = governed.filter((region) => region !== home && !allowed.includes(region));
      const left = allowed.includes(home) ? missing : [home];
      if (left.length === 0) return [];
      const what = left[0] === home ? `the home Region ${home}` : `${left.join(', ')}, which Control Tower governs`;
      return [
        {
          code: 'LF1611',
          ...(manage === 'read' ? onlyWarned : {}),
          at: entry.source,
          within: ['controls', index, 'parameters', regionsParameter],
          message: `${control} allows ${allowed.join(', ')}, but not ${what}`,
          help:
            left[0] === home
              ? 'Add the home Region, or write ${regions.governed}'
              : 'Write ${regions.governed}, or take the Region out of the governed ones',
        },
      ];
    }),
  );
}

/** Whoever wrote what is only read may have meant it. */
const onlyWarned = { severity: 'warning' } as const;

function byPolicy(input: CheckInput): readonly Finding[] {
  const { home } = input.zone.regions;
  const fill = filler(input);
  return input.zone.guardrails.policies
    .filter(({ type }) => type === 'service-control')
    .flatMap((policy) => {
      const read = readPolicy({ file: policy.file, text: fill(policy).content }, parsePolicy);
      if (!('value' in read)) return [];
      return statementsOf(read.value).flatMap(({ at, statement }): readonly Finding[] => {
        const denied = regionsLeft(statement);
        if (denied === undefined || denied.regions.includes(home)) return [];
        return [
          {
            code: 'LF1611',
            ...(isOnlyRead(policy.manage, policy.awsId) ? onlyWarned : {}),
            at: policyFile(policy),
            within: [...at, 'Condition', denied.operator, denied.key],
            message: `policies/${policy.file} denies all Regions but ${denied.regions.join(', ')}, the home Region ${home} among them`,
            help: 'Add ${region.home}, or write ${regions.governed}',
          },
        ];
      });
    });
}

interface RegionsLeft {
  readonly regions: readonly unknown[];
  readonly operator: string;
  readonly key: string;
}

/** Regions that a statement leaves, where it denies almost everything elsewhere; one about single services may differ. */
function regionsLeft(statement: unknown): RegionsLeft | undefined {
  const parts = new Map(entriesOf(statement));
  const wide = parts.has('NotAction') || [parts.get('Action')].flat().includes('*');
  const condition = parts.get('Condition');
  if (parts.get('Effect') !== 'Deny' || !wide) return undefined;
  for (const [operator, keys] of entriesOf(condition)) {
    if (!/^String(NotEquals|NotLike)/i.test(operator)) continue;
    for (const [key, value] of entriesOf(keys)) {
      if (key.toLowerCase() === 'aws:requestedregion') return { regions: [value].flat(), operator, key };
    }
  }
  return undefined;
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
