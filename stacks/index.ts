import type { Construct } from 'constructs';
import type { StackSlice } from '../landfall/model/stack';
import { AccessStack } from './access';
import { AccountStack } from './account';
import { ControlTowerStack } from './control-tower';
import { CostStack } from './cost';
import { DelegationStack } from './delegation';
import { IdentityCenterStack } from './identity-center';
import { keepProviders } from './kept-providers';
import type { LandfallStack } from './landfall-stack';
import { renderOwnStack } from './own';
import { OrganizationStack } from './organization';
import { PortfolioStack } from './portfolio';
import { RemovedStack } from './removed';
import { takeOver } from './take-over';
import { UnitStack } from './unit';
import { VendingStack } from './vending';

/** Makes the stack of a slice: one kind of content, one class. */
export function renderStack(scope: Construct, slice: StackSlice): LandfallStack {
  const stack = stackOf(scope, slice);
  keepProviders(stack, slice);
  if (slice.adopted !== undefined) takeOver(stack, slice.adopted);
  return stack;
}

function stackOf(scope: Construct, { envelope, content }: StackSlice): LandfallStack {
  switch (content.kind) {
    case 'organization':
      return new OrganizationStack(scope, envelope, content);
    case 'vending':
      return new VendingStack(scope, envelope, content);
    case 'control-tower':
      return new ControlTowerStack(scope, envelope, content);
    case 'unit':
      return new UnitStack(scope, envelope, content);
    case 'identity-center':
      return new IdentityCenterStack(scope, envelope, content);
    case 'delegation':
      return new DelegationStack(scope, envelope, content);
    case 'account':
      return new AccountStack(scope, envelope, content);
    case 'access':
      return new AccessStack(scope, envelope, content);
    case 'portfolio':
      return new PortfolioStack(scope, envelope, content);
    case 'cost':
      return new CostStack(scope, envelope, content);
    case 'own':
      return renderOwnStack(scope, envelope, content);
    case 'removed':
      return new RemovedStack(scope, envelope, content);
  }
}
