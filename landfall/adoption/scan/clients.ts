import { AccountClient } from '@aws-sdk/client-account';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { EC2Client } from '@aws-sdk/client-ec2';
import { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { RAMClient } from '@aws-sdk/client-ram';
import { ServiceCatalogClient } from '@aws-sdk/client-service-catalog';
import { SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { STSClient, type STSClientConfig } from '@aws-sdk/client-sts';

/** Whatever the SDK takes as credentials. */
export type Credentials = NonNullable<STSClientConfig['credentials']>;

export interface ClientSettings {
  readonly region: string;
  readonly credentials: Credentials | undefined;
}

/** The client of each service that is read, for one account in one Region. */
export interface Clients {
  readonly account: AccountClient;
  readonly cloudFormation: CloudFormationClient;
  readonly config: ConfigServiceClient;
  readonly ec2: EC2Client;
  readonly identityStore: IdentitystoreClient;
  readonly organizations: OrganizationsClient;
  readonly ram: RAMClient;
  readonly serviceCatalog: ServiceCatalogClient;
  readonly ssoAdmin: SSOAdminClient;
  readonly sts: STSClient;
}

/** A scan makes thousands of calls at rates that only AWS knows: the SDK slows down when it is throttled. */
const patience = { maxAttempts: 10, retryMode: 'adaptive' } as const;

/** Each client is made when it is first used. */
export function clientsAt({ credentials, region }: ClientSettings): Clients {
  const settings = { region, ...patience, ...(credentials === undefined ? {} : { credentials }) };
  const make = {
    account: once(() => new AccountClient(settings)),
    cloudFormation: once(() => new CloudFormationClient(settings)),
    config: once(() => new ConfigServiceClient(settings)),
    ec2: once(() => new EC2Client(settings)),
    identityStore: once(() => new IdentitystoreClient(settings)),
    organizations: once(() => new OrganizationsClient(settings)),
    ram: once(() => new RAMClient(settings)),
    serviceCatalog: once(() => new ServiceCatalogClient(settings)),
    ssoAdmin: once(() => new SSOAdminClient(settings)),
    sts: once(() => new STSClient(settings)),
  };
  return {
    get account() {
      return make.account();
    },
    get cloudFormation() {
      return make.cloudFormation();
    },
    get config() {
      return make.config();
    },
    get ec2() {
      return make.ec2();
    },
    get identityStore() {
      return make.identityStore();
    },
    get organizations() {
      return make.organizations();
    },
    get ram() {
      return make.ram();
    },
    get serviceCatalog() {
      return make.serviceCatalog();
    },
    get ssoAdmin() {
      return make.ssoAdmin();
    },
    get sts() {
      return make.sts();
    },
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
