import { administrator } from './deployment';
import type { Emulator } from './emulator';
import type { Workspace } from './workspace';

/** How to look around in an emulator that was kept. */
export function emulatorAccess({ url, pid }: Emulator, { organization, lowered }: Workspace): string {
  return `The emulator is still running (process ${pid}). To look around:

  export AWS_ENDPOINT_URL=${url} HTTP_PROXY=${url} AWS_REGION=eu-west-1
  export AWS_ACCESS_KEY_ID=${administrator.accessKeyId} AWS_SECRET_ACCESS_KEY=${administrator.secretAccessKey}
  aws organizations list-accounts
  curl '${url}/landfall/inventory?account=123456789012'

Facts of this rehearsal: ${organization}/lock/facts.json
Terraform roots: ${lowered}/<stack>
To end it: kill ${pid}
`;
}
