import type { Construct } from 'constructs';
import { Hub } from '../constructs/network/hub';
import { Role } from '../constructs/security/role';
import { fact } from '../landfall/model/facts';
import { Blueprint, type BlueprintContext } from './blueprint';

/** The hub of the corporate network, and the role with which spokes are connected to it. */
export class NetworkHub extends Blueprint {
  constructor(scope: Construct, id: string, context: BlueprintContext) {
    super(scope, id, context);
    const { hub } = context.content.parts;
    if (hub === undefined) return;
    new Role(this, 'attach-role', hub.attachRole);
    if (hub.transitGateway === undefined) return;
    const { transitGatewayId, routeTableIds } = new Hub(this, 'hub', hub.transitGateway);
    context.assign(fact.transitGatewayId, transitGatewayId);
    for (const [segment, table] of routeTableIds) context.assign(fact.routeTableId(segment), table);
  }
}
