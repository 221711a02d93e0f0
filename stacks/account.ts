import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import type { BlueprintContext } from '../account-blueprints/blueprint';
import { blueprintRegistry, type BlueprintRegistry } from '../account-blueprints/registry';
import { Bucket } from '../constructs/data/bucket';
import { CorporateVpc } from '../constructs/network/corporate-vpc';
import { Hub } from '../constructs/network/hub';
import { IsolatedVpc } from '../constructs/network/isolated-vpc';
import type { Network } from '../constructs/network/vpc';
import { AccountBaseline } from '../constructs/security/account-baseline';
import { Role } from '../constructs/security/role';
import { fact } from '../landfall/model/facts';
import { idPart } from '../landfall/model/construct-id';
import type { AccountContent, VpcContent } from '../landfall/model/accounts/content';
import type { StackEnvelope } from '../landfall/model/stack';
import { LandfallStack } from './landfall-stack';
import { networkProvider } from './network-provider';

/**
 * Waves 7 and 8: one account. Every account has its baseline, its network, the parameters that products read and the
 * roles that launch them; its blueprints add the rest.
 */
export class AccountStack extends LandfallStack {
  constructor(
    scope: Construct,
    envelope: StackEnvelope,
    content: AccountContent,
    registry: BlueprintRegistry = blueprintRegistry,
  ) {
    super(scope, envelope);
    if (content.only === 'hub') {
      this.hubOnly(content);
      return;
    }
    new AccountBaseline(this, 'baseline', { homeRegion: content.region, ...content.baseline });
    const network = content.vpc === undefined ? undefined : this.network(content, content.vpc);
    for (const [name, value] of Object.entries(content.parameters)) this.publish(name, value);
    for (const role of content.launchRoles) new Role(this, `launch-role-${idPart(role.name)}`, role);
    if (content.catalog !== undefined) new Bucket(this, 'catalog', content.catalog.bucket);

    const context: BlueprintContext = {
      content,
      network,
      assign: (key, value) => {
        this.assign(key, value);
      },
      publish: (name, value) => {
        this.publish(name, value);
      },
    };
    for (const { name, version } of content.blueprints) {
      const entry = registry.find(name, version);
      // The id has no version: a new version changes what is there instead of making it again.
      new entry.blueprint(this, name, context);
    }
  }

  /** Under the ids that it has below the blueprint, so that choosing the blueprint later makes nothing again. */
  private hubOnly({ parts }: AccountContent): void {
    if (parts.hub?.transitGateway === undefined) return;
    const hub = new Hub(new Construct(this, 'network'), 'hub', parts.hub.transitGateway);
    this.assign(fact.transitGatewayId, hub.transitGatewayId);
    for (const [segment, table] of hub.routeTableIds) this.assign(fact.routeTableId(segment), table);
  }

  private network(content: AccountContent, vpc: VpcContent): Network {
    const common = { name: content.account, region: content.region };
    const network =
      vpc.kind === 'isolated'
        ? new IsolatedVpc(this, 'vpc', { ...vpc, ...common })
        : new CorporateVpc(this, 'vpc', {
            ...vpc,
            ...common,
            networkProvider: networkProvider(this, vpc.networkProvider, content.region),
          });
    this.publish('/vpc/id', network.vpcId);
    this.publish('/vpc/sg/id', network.securityGroupId);
    this.publishList('/vpc/subnets/private/ids', network.workloadSubnetIds);
    if (vpc.kind === 'corporate') this.publishList('/vpc/subnets/isolated/ids', network.workloadSubnetIds);
    return network;
  }

  private publish(name: string, value: string): void {
    new SsmParameter(this, parameterId(name), { name, type: 'String', value });
  }

  private publishList(name: string, values: readonly string[]): void {
    new SsmParameter(this, parameterId(name), { name, type: 'StringList', value: Fn.join(',', [...values]) });
  }
}

/** `/vpc/sg/id` becomes `parameter-vpc-sg-id`. */
function parameterId(name: string): string {
  return `parameter${name.replaceAll('/', '-')}`;
}
