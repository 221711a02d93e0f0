import { AccountClient } from '@aws-sdk/client-account';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { RAMClient } from '@aws-sdk/client-ram';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { STSClient, type STSClientConfig } from '@aws-sdk/client-sts';

/** One client for each service that bootstrap calls, all as the administrator who runs it. */
export interface BootstrapClients {
  readonly sts: STSClient;
  readonly organizations: OrganizationsClient;
  readonly cloudFormation: CloudFormationClient;
  readonly ram: RAMClient;
  readonly account: AccountClient;
  readonly serviceQuotas: ServiceQuotasClient;
  readonly ssoAdmin: SSOAdminClient;
}

/** Where and as whom calls are made; without it the SDK looks where the AWS CLI does. */
export interface ClientSettings {
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials?: NonNullable<STSClientConfig['credentials']>;
}

export function bootstrapClients(settings: ClientSettings): BootstrapClients {
  // Throttling is normal while an organization is being made: wait for it rather than fail.
  const common = { ...settings, maxAttempts: 8 };
  // Service Quotas of Organizations live in us-east-1 only.
  const global = { ...common, region: 'us-east-1' };
  return {
    sts: new STSClient(common),
    organizations: new OrganizationsClient(common),
    cloudFormation: new CloudFormationClient(common),
    ram: new RAMClient(common),
    account: new AccountClient(common),
    serviceQuotas: new ServiceQuotasClient(global),
    ssoAdmin: new SSOAdminClient(common),
  };
}
