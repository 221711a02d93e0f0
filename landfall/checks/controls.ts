import type { Control, LandingZone, UnitGuardrails } from '../model/zone';
import { check, type Finding } from './check';
import { ruledControls } from './own-rules';
import { labelOf } from './words';

/** LF1608 to LF1610 and LF1612: controls sit where Control Tower takes them, with what they need. */
export const controls = check(({ zone }) => {
  const known = new Map(zone.guardrails.controls.map((control) => [control.key, control]));
  const perUnit = zone.guardrails.units.flatMap((entry) => [
    ...missingRequirements(zone, entry, known),
    ...onRoot(entry),
    ...unregistered(zone, entry, known),
  ]);
  return [...perUnit, ...proactive(zone, known)];
});

type Known = ReadonlyMap<string, Control>;

function missingRequirements(zone: LandingZone, entry: UnitGuardrails, known: Known): readonly Finding[] {
  const enabled = new Set(entry.controls.map(({ control }) => control));
  return entry.controls.flatMap(({ control, exists, manage }, index) =>
    (known.get(control)?.requires ?? [])
      .filter((required) => manage !== 'read' && exists !== true && !enabled.has(required))
      .map((required) => ({
        code: 'LF1608',
        at: entry.source,
        within: ['controls', index],
        message: `${control} requires ${required}, which is not on ${labelOf(zone, entry.unit)}`,
        help: `Add ${required} to the controls of the unit; which of them comes first does not matter`,
      })),
  );
}

/**
 * Hooks of CloudFormation see neither Terraform nor the console; whoever relies on them should know, once. A warning
 * where nothing stands in for them, a note where our own stacks are held to the same rules.
 */
function proactive(zone: LandingZone, known: Known): readonly Finding[] {
  const enabled = zone.guardrails.units.flatMap((entry) =>
    entry.controls.flatMap(({ control }, index) =>
      known.get(control)?.behavior === 'proactive' ? [{ control, entry, index }] : [],
    ),
  );
  const open = enabled.filter(({ control }) => !ruledControls.has(control));
  const first = open[0] ?? enabled[0];
  if (first === undefined) return [];
  const units = [...new Set(enabled.map(({ entry }) => labelOf(zone, entry.unit)))].join(', ');
  const names = [...new Set(open.map(({ control }) => control))].join(', ');
  const blind = `proactive controls on ${units} see only what CloudFormation makes, such as products of portfolios; not what Terraform or people make`;
  return [
    {
      severity: open.length === 0 ? 'note' : 'warning',
      code: 'LF1609',
      at: first.entry.source,
      within: ['controls', first.index],
      message:
        open.length === 0
          ? `${blind}; Landfall holds its own stacks there to the same rules`
          : `${blind}, and nothing stands in for ${names}`,
      help: 'For what others make, use a preventive or a detective control of the same purpose',
    },
  ];
}

function onRoot(entry: UnitGuardrails): readonly Finding[] {
  if (entry.unit !== 'root' || entry.controls.length === 0) return [];
  return [
    {
      code: 'LF1610',
      at: entry.source,
      within: ['controls'],
      mark: 'key',
      message: 'controls sit on the root; Control Tower enables them on units only',
      help: 'Put them on the units below the root, or write a policy for the root',
    },
  ];
}

/** Source: AWS Control Tower user guide, "Types of baselines": without one Config records nothing (2026-11). */
function unregistered(zone: LandingZone, entry: UnitGuardrails, known: Known): readonly Finding[] {
  const unit = zone.units.find(({ id }) => id === entry.unit);
  if (unit === undefined || unit.id === 'root' || unit.registered) return [];
  return entry.controls.flatMap(({ control, exists, manage }, index): readonly Finding[] => {
    if (known.get(control)?.behavior !== 'detective' || manage === 'read' || exists === true) return [];
    return [
      {
        code: 'LF1612',
        at: entry.source,
        within: ['controls', index],
        message: `the detective control ${control} sits on ${unit.label}, which is not registered with Control Tower: nothing records there`,
        help: 'Register the unit (registered: true in units.yaml), or take the control away',
        related: [{ message: 'the unit', at: unit.source }],
      },
    ];
  });
}
