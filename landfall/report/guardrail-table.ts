import { controlCatalogue, type CataloguedControl } from '../model/control-catalogue';
import { unitChain } from '../model/unit-chain';
import type { LandingZone, Policy, Unit } from '../model/zone';
import { accountGuardrails, placesLeft, unitGuardrails, type Guardrail, type PolicyRooms } from './guardrails';
import { markdownTable, type Row } from './table';

/** `docs/reference/guardrails.md`: what holds where in an organization, and what can be used besides. */
export function guardrailsPage(zone: LandingZone, rooms: PolicyRooms): string {
  return [
    '# Guardrails\n',
    'What the default organization, `landing-zone/`, forbids, demands and looks for, unit by unit, Sandbox loosest and Infrastructure and Workloads/Prod tightest. A policy and a preventive control act on all units below their own as well; a detective or proactive control acts on the accounts directly in its unit. `landfall guardrails` prints the same for your organization, with what each unit inherits. How to change it: [guardrails](../how-to/guardrails.md).\n',
    '## What holds where\n',
    'Characters are counted as AWS counts them, with variables filled; where ids are not known yet, placeholders of their length stand in.\n',
    markdownTable(['unit or account', 'guardrail', 'kind', 'source', 'acts on', 'characters'], rowsOf(zone, rooms)),
    '## What room is left\n',
    'Places directly on a unit or account. Control Tower puts its preventive controls into policies of its own, which take places too.\n',
    markdownTable(['unit or account', 'type', 'policies', 'places left'], placesLeft(zone, rooms)),
    '## Policies\n',
    'Numbers are those of CIS AWS Foundations Benchmark 3.0.0, NIST SP 800-53 Revision 5 and PCI DSS 4.0.1; none stands where it is not certain.\n',
    markdownTable(
      ['policy', 'what it does', 'why', 'serves'],
      zone.guardrails.policies.map(({ description, frameworks = [], key, reason = '' }) => [
        key,
        description,
        reason,
        frameworks.join(', '),
      ]),
    ),
    '## Controls of AWS Control Tower\n',
    'Those that were looked up in AWS’s documentation, so that units can name them without a description. Any other can be used with its identifier. Rules and hooks act in the Regions that Control Tower governs, policies everywhere.\n',
    markdownTable(
      ['control', 'behavior', 'made as', 'finds or forbids', 'parameters', 'needs', 'Regions', 'read'],
      Object.entries(controlCatalogue).map(catalogueRow),
    ),
  ].join('\n');
}

/** Only what sits on a target itself; the column before the last says where else it acts. */
function rowsOf(zone: LandingZone, rooms: PolicyRooms): readonly Row[] {
  const sources = new Map(zone.guardrails.policies.map((policy) => [policy.key, sourceOf(policy)]));
  const row = (target: string, guardrail: Guardrail, below: readonly Unit[]): Row => {
    const { characters, kind, name, type } = guardrail;
    const size = characters === undefined || type === undefined ? '' : `${characters} of ${rooms[type].characters}`;
    const reaches = type !== undefined || kind.startsWith('preventive');
    const also = reaches && below.length > 0 ? `itself and ${below.length} below` : 'itself';
    return [target, name, kind, type === undefined ? 'AWS Control Tower' : (sources.get(name) ?? ''), also, size];
  };
  const onUnits = zone.units.flatMap((unit) => {
    const below = zone.units.filter((each) => each.id !== unit.id && unitChain(zone.units, each.id).includes(unit));
    return unitGuardrails(zone, unit.id)
      .filter(({ inherited }) => !inherited)
      .map((guardrail) => row(unit.label, guardrail, below));
  });
  const onAccounts = zone.guardrails.accounts.flatMap(({ account: key }) => {
    const account = zone.accounts.find((each) => each.key === key);
    const all = account === undefined ? [] : accountGuardrails(zone, account);
    return all.filter(({ inherited }) => !inherited).map((guardrail) => row(key, guardrail, []));
  });
  return [...onUnits, ...onAccounts];
}

function sourceOf({ file }: Policy): string {
  return `\`policies/${file}\``;
}

function catalogueRow([key, control]: readonly [string, CataloguedControl]): Row {
  const parameters = Object.entries(control.parameters).map(
    ([name, { required, takes }]) => `${name} (${takes}${required ? ', needed' : ''})`,
  );
  return [
    `[${key}](${control.documentation})`,
    control.behavior,
    control.implementation,
    control.description,
    parameters.join(', '),
    control.requires.join(', '),
    control.regions,
    control.asOf,
  ];
}
