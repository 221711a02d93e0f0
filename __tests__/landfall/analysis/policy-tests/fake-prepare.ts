import type { Prepare } from '../../../../landfall/analysis/policy-tests/asking';
import type { LandingZone, Unit } from '../../../../landfall/model/zone';
import type { NamedDocument, PolicyLevel } from '../../../../landfall/analysis/evaluator/types';

const everything = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';

/**
 * Questions about a zone with nothing around them: everybody may do everything that the service control policies of the
 * units leave; `nobody` is not known.
 */
export function fakePrepare(zone: LandingZone): Prepare {
  const documents = new Map(
    zone.guardrails.policies.map(({ key, text }): [string, NamedDocument] => [key, { name: key, text }]),
  );
  const levelsOf = (place: string): readonly PolicyLevel[] => {
    const account = zone.accounts.find(({ key }) => key === place);
    const start = zone.units.find(({ id }) => id === (account?.unit ?? place.toLowerCase()));
    const levelOf = ({ id, label }: Unit): PolicyLevel => {
      const own = zone.guardrails.units.find(({ unit }) => unit === id)?.policies ?? [];
      const full = { name: 'FullAWSAccess', text: everything };
      return { name: label, documents: [full, ...own.flatMap((key) => documents.get(key) ?? [])] };
    };
    const from = (unit: Unit | undefined): readonly PolicyLevel[] =>
      unit === undefined ? [] : [...from(zone.units.find(({ id }) => id === unit.parent)), levelOf(unit)];
    return from(start);
  };
  return ({ action, as, context = {}, in: place, resource = '*' }) =>
    as === 'nobody'
      ? { kind: 'unanswerable', findings: [{ kind: 'unknown-principal', name: as, known: ['anybody'] }] }
      : {
          kind: 'ready',
          question: {
            principal: { kind: 'role', arn: `arn:aws:iam::111111111111:role/${as}`, account: '111111111111' },
            action,
            resource,
            resourceAccount: '111111111111',
            context: new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), [value].flat()])),
          },
          policies: {
            scpLevels: levelsOf(place),
            rcpLevels: undefined,
            identity: [{ name: as, text: everything }],
            resource: 'delegates',
          },
          notes: [`${as} may do everything`],
        };
}
