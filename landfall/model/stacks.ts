import { takenOverFacts } from './imports';
import { accessNodes } from './slices/access';
import { accountNodes } from './slices/accounts';
import { controlTowerNode } from './slices/control-tower';
import { costNodes } from './slices/costs';
import { delegationNode } from './slices/delegation';
import { identityCenterNode } from './slices/identity-center';
import { organizationNode } from './slices/organization';
import { ownNodes } from './slices/own';
import { portfolioNodes } from './slices/portfolios';
import { unitNodes } from './slices/units';
import { vendingNodes } from './slices/vending';
import type { StackNode } from './stack';
import type { LandingZone } from './zone';

/** Every stack of the landing zone, wave by wave; the edges between them come from what they read. */
export function stackNodes(zone: LandingZone): readonly StackNode[] {
  const takenOver = takenOverFacts(zone);
  return [
    organizationNode(zone),
    ...vendingNodes(zone),
    controlTowerNode(zone),
    ...unitNodes(zone),
    identityCenterNode(zone),
    delegationNode(zone),
    ...accountNodes(zone),
    ...accessNodes(zone),
    ...portfolioNodes(zone),
    ...costNodes(zone),
    ...ownNodes(zone),
  ].map((node) => {
    const facts = takenOver.get(node.id);
    return facts === undefined ? node : { ...node, mayAssign: [...(node.mayAssign ?? []), ...facts] };
  });
}
