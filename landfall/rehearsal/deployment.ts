import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { fact, type FactValues } from '../model/facts';
import { homeRoles, roleArn } from '../model/names';
import type { LandingZone } from '../model/zone';
import { bootstrap } from '../runner/bootstrap';
import { bootstrapClients } from '../runner/bootstrap/clients';
import type { Environment } from '../runner/files';
import type { Emulator } from './emulator';

/** The administrator of the emulated management account. */
export const administrator = { accessKeyId: 'AKIAMANAGEMENT000000', secretAccessKey: 'rehearsal' } as const;

/** Bootstraps the emulated organization as a user would theirs. @returns the facts it leaves. */
export async function bootstrapEmulator(
  zone: LandingZone,
  emulator: Emulator,
  progress: (message: string) => void,
): Promise<FactValues> {
  const settings = { endpoint: emulator.url, region: zone.regions.home, credentials: administrator };
  const result = await bootstrap({
    zone,
    clients: bootstrapClients(settings),
    progress,
    approve: () => Promise.resolve(true),
    // What takes AWS minutes takes the emulator moments.
    pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, Math.min(milliseconds, 200))),
  });
  if (result.outcome === 'done') return result.facts;
  throw new Error(`bootstrap was ${result.outcome}: ${result.diagnostics.map(({ message }) => message).join('; ')}`);
}

/** Keys of a session as `landfall-deploy`, from which every run starts. */
export async function deployKeys(zone: LandingZone, emulator: Emulator, facts: FactValues): Promise<Environment> {
  const accountId = facts.get(fact.accountId(zone.deployment.account)) ?? '';
  const client = new STSClient({ endpoint: emulator.url, region: zone.regions.home, credentials: administrator });
  const RoleArn = roleArn(accountId, homeRoles.deploy);
  const { Credentials } = await client.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'rehearsal' }));
  return {
    AWS_ACCESS_KEY_ID: Credentials?.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: Credentials?.SecretAccessKey,
    AWS_SESSION_TOKEN: Credentials?.SessionToken,
  };
}
