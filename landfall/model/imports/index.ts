import { accountsIndex } from '../accounts-index';
import { fact, type FactKey, type FactReader } from '../facts';
import type { StackSlice } from '../stack';
import type { LandingZone } from '../zone';
import { accessImports, identityCenterImports } from './access';
import { terraformAddress } from './address';
import { portfolioImports } from './catalog';
import type { Found } from './found';
import { hubImports, takenOverHub } from './network';
import { delegationImports, guardrailImports, unitImports, vendingImports } from './organization';
import { importIds } from './ids';
import { keptByAddress } from './kept';
import type { AdoptedSlice, ImportBlock } from './slice';
import { ownsTags } from './tags';

/**
 * What of a stack existed before Landfall: whatever the configuration gives an id or calls existing. Most stacks have
 * nothing of it, and their slices don't tell.
 */
export function adoptedSlice(zone: LandingZone, slice: StackSlice, facts: FactReader): AdoptedSlice | undefined {
  const { all } = foundIn(zone, slice, facts);
  const imports = all.flatMap((each) => each.imports ?? []).sort((a, b) => (a.to < b.to ? -1 : 1));
  const released = [...new Set(all.flatMap((each) => each.released ?? []))].sort();
  const takenOver = all.flatMap((each) => each.takenOver ?? []);
  if (imports.length === 0 && released.length === 0) return undefined;
  const keepsTags = imports.length > 0 && !ownsTags(zone, slice.envelope.id);
  const kept = keptByAddress(imports, keepsTags);
  return {
    ...(imports.length === 0 ? {} : { imports }),
    ...(keepsTags ? { keepsTags } : {}),
    ...(Object.keys(kept).length === 0 ? {} : { kept }),
    ...(released.length === 0 ? {} : { released }),
    ...(takenOver.length === 0 ? {} : { takenOver: Object.fromEntries(takenOver) }),
  };
}

function foundIn(zone: LandingZone, { content, envelope }: StackSlice, facts: FactReader): Found {
  switch (content.kind) {
    case 'organization':
      return unitImports(zone);
    case 'vending':
      return vendingImports(zone, envelope.id, content, facts);
    case 'unit':
      return guardrailImports(zone, content);
    case 'identity-center':
      return identityCenterImports(zone, content, facts);
    case 'access':
      return accessImports(content);
    case 'delegation':
      return delegationImports(zone, content);
    case 'account':
      return hubImports(zone, content, facts);
    case 'portfolio':
      return portfolioImports(zone, content, facts);
    case 'control-tower':
    case 'cost':
    case 'own':
    case 'removed':
      return { all: [] };
  }
}

/** Facts by the stack that puts them out once objects of several parts are imported. */
export function takenOverFacts(zone: LandingZone): ReadonlyMap<string, readonly FactKey[]> {
  const { access, network, portfolios } = zone;
  const sets = access.permissionSets.filter(({ arn, manage }) => arn !== undefined && manage === 'own');
  const hub = network.hub.manage === 'own' && network.hub.transitGatewayId !== undefined;
  const account = accountsIndex(zone.accounts).byDuty.get('network');
  const found: readonly (readonly [string, readonly FactKey[]])[] = [
    ['identity-center', sets.map(({ name }) => fact.takenOver(`permission-set/${name}`))],
    [`account-${account?.key ?? ''}`, hub ? [takenOverHub] : []],
    ...portfolios
      .filter(({ awsId, manage }) => awsId !== undefined && manage !== 'read')
      .map(({ key }) => [`portfolio-${key}`, [fact.takenOver(`portfolio/${key}`)]] as const),
  ];
  return new Map(found.filter(([, facts]) => facts.length > 0));
}

/** Every import block of a stack, those included that bring in what bootstrap made. */
export function importBlocks({ adopted, content }: StackSlice): readonly ImportBlock[] {
  const blocks = [...ownImports(content), ...(adopted?.imports ?? []).filter(({ done }) => done !== true)];
  return blocks.sort((a, b) => (a.to < b.to ? -1 : 1));
}

function ownImports(content: StackSlice['content']): readonly ImportBlock[] {
  switch (content.kind) {
    case 'organization': {
      const type = 'aws_organizations_organization';
      if (content.organization === undefined) return [];
      return [{ to: terraformAddress(type, 'organization'), id: importIds[type](content.organization) }];
    }
    case 'vending':
      return content.accounts.flatMap(({ importId, key, road }) =>
        importId === undefined || road.by !== 'organizations'
          ? []
          : [{ to: terraformAddress('aws_organizations_account', key), id: importId }],
      );
    case 'control-tower': {
      const id = content.landingZone?.importId;
      return id === undefined ? [] : [{ to: terraformAddress('aws_controltower_landing_zone', 'landing-zone'), id }];
    }
    case 'access':
    case 'account':
    case 'cost':
    case 'delegation':
    case 'identity-center':
    case 'own':
    case 'portfolio':
    case 'removed':
    case 'unit':
      return [];
  }
}
