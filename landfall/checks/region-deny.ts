import { FactReader } from '../model/facts';
import { filledValue, policyVariables } from '../model/policy-text';
import type { LandingZone } from '../model/zone';
import { check, type CheckInput, type Finding } from './check';
import { allStatements } from './policies/rule';
import { inPolicy, type Condition } from './policies/statements';

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
          // Whoever wrote what is only read may have meant it.
          severity: manage === 'read' ? 'warning' : 'error',
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

/** Statements that deny almost everything elsewhere; one about single services may differ. */
function byPolicy(input: CheckInput): readonly Finding[] {
  const { home } = input.zone.regions;
  return allStatements(input)
    .filter(({ actions, effect, exceptActions, policy }) => {
      const wide = exceptActions || actions.some(({ text }) => text === '*');
      return policy.type === 'service-control' && effect === 'Deny' && wide;
    })
    .flatMap((statement): readonly Finding[] => {
      const left = statement.conditions.find(isOfRegions);
      const regions = left?.values.map(({ text }) => text) ?? [];
      if (left === undefined || regions.includes(home)) return [];
      return [
        inPolicy(statement, {
          code: 'LF1611',
          at: left.at,
          said: `denies all Regions but ${regions.join(', ')}, the home Region ${home} among them`,
          help: 'Add ${region.home}, or write ${regions.governed}',
        }),
      ];
    });
}

function isOfRegions({ key, operator }: Condition): boolean {
  return /^String(NotEquals|NotLike)/i.test(operator) && key.toLowerCase() === 'aws:requestedregion';
}
