import type { SourceRef } from '../../config/configuration';
import { fact, FactReader } from '../../model/facts';
import { hyphenated } from '../../model/names';
import { sentPolicies } from '../../model/policy-bundles';
import { hasStatements } from '../../model/policy-types';
import { policiesOf, type PolicyContent } from '../../model/slices/attached-policies';
import { unitStackId, writtenPolicies } from '../../model/slices/units';
import type { Manage, Policy } from '../../model/zone';
import type { Comparison } from './comparison';
import { below } from './difference';

/** A policy as it is to sit on one target. */
export interface ExpectedPolicy extends PolicyContent {
  /** Words for it: its key, or the name of its bundle. */
  readonly label: string;
  /** Id in AWS of where it is to sit; undefined where that is not there, or where it only has to exist. */
  readonly targetId: string | undefined;
  readonly statements: boolean;
  readonly manage: Manage;
  /** Stack that attaches it. */
  readonly stack: string;
  /** False where the text names an id that is not known yet. */
  readonly isWhole: boolean;
  readonly at: SourceRef;
  /** Where its text is described. */
  readonly textAt: SourceRef;
}

/** Every policy on every target, and those that exist already and sit nowhere. */
export function expectedPolicies(c: Comparison): readonly ExpectedPolicy[] {
  const { guardrails } = c.zone;
  const on = [
    ...guardrails.units.map(({ policies, source, unit }) => ({
      ...{ policies, source, name: hyphenated(unit), stack: unitStackId(unit) },
      targetId: c.ids.get(fact.unitId(unit)),
    })),
    ...guardrails.accounts.map(({ account, policies, source }) => ({
      ...{ policies, source, name: account },
      stack: c.zone.accounts.find(({ key }) => key === account)?.vendedBy ?? '',
      targetId: c.ids.get(fact.accountId(account)),
    })),
  ];
  const attached = new Set(on.flatMap(({ policies }) => policies));
  const alone = guardrails.policies.filter(({ awsId, key }) => awsId !== undefined && !attached.has(key));
  return [
    ...on.flatMap((target) => {
      const own = writtenPolicies(c.zone, target.policies);
      const read = target.policies.filter((key) => !own.includes(key));
      return [...sent(c, target, own, 'own'), ...read.flatMap((key) => sent(c, target, [key], 'read'))];
    }),
    ...alone.flatMap(({ key, manage = 'own', source }) =>
      sent(c, { name: 'root', policies: [], source, stack: unitStackId('root'), targetId: undefined }, [key], manage),
    ),
  ];
}

interface Target {
  readonly name: string;
  readonly policies: readonly string[];
  readonly source: SourceRef;
  readonly stack: string;
  readonly targetId: string | undefined;
}

function sent(c: Comparison, target: Target, keys: readonly string[], manage: Manage): readonly ExpectedPolicy[] {
  const { policies } = c.zone.guardrails;
  return sentPolicies(policies, keys).flatMap(({ name, parts, type }) => {
    const reader = new FactReader(c.ids);
    const [content] = policiesOf(
      c.zone,
      target.name,
      parts.map(({ key }) => key),
      reader,
    );
    const [first] = parts;
    if (content === undefined || first === undefined) return [];
    return [
      {
        ...content,
        ...{ label: name, targetId: target.targetId, manage, stack: target.stack },
        statements: hasStatements(type),
        isWhole: reader.missing.length === 0,
        at: placeOf(target, parts),
        textAt: first.source,
      },
    ];
  });
}

function placeOf({ policies, source }: Target, parts: readonly Policy[]): SourceRef {
  const index = policies.findIndex((key) => parts.some((part) => part.key === key));
  return index < 0 ? source : below(source, 'policies', index);
}
