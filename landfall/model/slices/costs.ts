import { idPart } from '../construct-id';
import type { StackNode } from '../stack';
import { managementKey, type LandingZone } from '../zone';

export interface CostCategory {
  readonly id: string;
  readonly name: string;
  /** Account tag whose values become the category's. */
  readonly tag: string;
}

export interface CostContent {
  readonly kind: 'cost';
  readonly categories: readonly CostCategory[];
  readonly anomalies:
    | {
        readonly monitorName: string;
        readonly subscriptionName: string;
        readonly email: string;
        /** US dollars that an anomaly must cost to be reported. */
        readonly minimumUsd: number;
      }
    | undefined;
}

/** Cost categories and anomaly detection, only where something is configured. It names no account. */
export function costNodes(zone: LandingZone): readonly StackNode[] {
  const { categories, anomalies } = zone.costs;
  if (categories.length === 0 && anomalies === undefined) return [];
  return [
    {
      id: 'cost',
      kind: 'cost',
      wave: '9',
      account: managementKey,
      after: [],
      assigns: [],
      reveals: [],
      createsIn: [],
      content: () => costContent(zone),
    },
  ];
}

function costContent({ prefix, costs }: LandingZone): CostContent {
  const { anomalies } = costs;
  return {
    kind: 'cost',
    categories: costs.categories.map(({ key, tag }) => ({ id: idPart(key), name: key, tag })),
    anomalies:
      anomalies === undefined
        ? undefined
        : {
            monitorName: `${prefix}-services`,
            subscriptionName: `${prefix}-anomalies`,
            email: anomalies.email,
            minimumUsd: anomalies.minimumUsd,
          },
  };
}
