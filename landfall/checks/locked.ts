import type { Diagnostic } from '../diagnostics/diagnostic';
import { removals, type Lock } from '../model/lock';
import type { LandingZone } from '../model/zone';
import { diagnostic, type Check, type CheckInput, type Finding } from './check';

/** LF1330, LF2010 to LF2014: what was applied or decided before still has its place. */
export const locked: Check = (input) => {
  const { zone, lock } = input;
  const findings = [...movedUnits(zone, lock), ...changedProducts(zone, lock)];
  return [...vanishedStacks(input), ...findings.map((finding) => diagnostic(zone.sources, finding))];
};

/** Terraform never plans a stack that nobody writes any more, so its resources would stay for ever, unseen. */
function vanishedStacks({ directory, graph, zone, lock }: CheckInput): readonly Diagnostic[] {
  const present = new Set(graph.nodes.map(({ stack }) => stack.id));
  return removals(directory, zone, present, lock.facts).diagnostics;
}

/** AWS has no call that gives a unit another parent; keys make ids, so a moved key looks like a new unit. */
function movedUnits(zone: LandingZone, lock: Lock): readonly Finding[] {
  const now = new Set(zone.units.map((unit) => unit.id));
  const gone = [...lock.facts.facts.keys()].flatMap((key) => {
    const id = /^unit\/(.+)\/id$/.exec(key)?.[1];
    return id === undefined || now.has(id) ? [] : [id];
  });
  return zone.units
    .filter((unit) => unit.id !== 'root' && !lock.facts.facts.has(`unit/${unit.id}/id`))
    .flatMap((unit): readonly Finding[] => {
      const key = unit.id.split('/').at(-1);
      const before = gone.find((id) => id.split('/').at(-1) === key);
      if (before === undefined) return [];
      return [
        {
          code: 'LF1330',
          at: unit.source,
          mark: 'key',
          message: `the unit ${before} would become ${unit.id}; AWS can't give a unit another parent`,
          help: 'Keep it where it is, or add a unit with another key, move the accounts there, and remove the old one later',
        },
      ];
    });
}

/** A released template never changes: running products were made from it. */
function changedProducts(zone: LandingZone, lock: Lock): readonly Finding[] {
  return zone.portfolios.flatMap((portfolio) =>
    portfolio.products.flatMap((product) =>
      product.versions.flatMap((version): readonly Finding[] => {
        const released = lock.decisions.products.get(`${portfolio.key}/${product.key}/${version.name}`);
        if (released === undefined || released === version.contentHash) return [];
        return [
          {
            code: 'LF2014',
            at: product.source,
            within: ['versions', version.name],
            message: `products/${version.template} changed after version ${version.name} of ${product.key} was released`,
            help: 'Take the change back and release it as a new version',
          },
        ];
      }),
    ),
  );
}
