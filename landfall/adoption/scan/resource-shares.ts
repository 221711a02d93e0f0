import {
  GetResourceShareAssociationsCommand,
  GetResourceSharesCommand,
  type RAMClient,
  type ResourceShareAssociationType,
} from '@aws-sdk/client-ram';
import type { FoundResourceShare } from '../inventory';
import type { Asker } from './ask';
import { perhaps, sure, tagMap } from './values';

/** What an account shares in a Region, and with whom. */
export async function readResourceShares(ask: Asker, ram: RAMClient): Promise<readonly FoundResourceShare[]> {
  const shares = await ask.all(
    'ram:GetResourceShares',
    (nextToken) => ram.send(new GetResourceSharesCommand({ resourceOwner: 'SELF', nextToken })),
    ({ resourceShares }) => resourceShares,
  );
  const present = shares.filter(({ status }) => status !== 'DELETED' && status !== 'DELETING');
  if (present.length === 0) return [];
  const [principals, resources] = await Promise.all([
    associated(ask, ram, 'PRINCIPAL'),
    associated(ask, ram, 'RESOURCE'),
  ]);
  return present.map(({ allowExternalPrincipals, name, resourceShareArn, status, tags }) => ({
    ...ask.place,
    arn: sure(resourceShareArn),
    name: sure(name),
    status: perhaps(status),
    allowExternalPrincipals: allowExternalPrincipals ?? false,
    principals: principals.get(sure(resourceShareArn)) ?? [],
    resources: resources.get(sure(resourceShareArn)) ?? [],
    tags: tagMap(tags),
  }));
}

/** What is associated, by the ARN of the share. */
async function associated(
  ask: Asker,
  ram: RAMClient,
  associationType: ResourceShareAssociationType,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = await ask.all(
    'ram:GetResourceShareAssociations',
    (nextToken) => ram.send(new GetResourceShareAssociationsCommand({ associationType, nextToken })),
    ({ resourceShareAssociations }) => resourceShareAssociations,
  );
  const byShare = new Map<string, string[]>();
  for (const { associatedEntity, resourceShareArn, status } of found) {
    if (status !== 'ASSOCIATED' && status !== 'ASSOCIATING') continue;
    const arn = sure(resourceShareArn);
    byShare.set(arn, [...(byShare.get(arn) ?? []), sure(associatedEntity)]);
  }
  return byShare;
}
