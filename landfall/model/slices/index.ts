import type { AccessContent } from './access';
import type { AccountContent } from './accounts';
import type { ControlTowerContent } from './control-tower';
import type { CostContent } from './costs';
import type { DelegationContent } from './delegation';
import type { IdentityCenterContent } from './identity-center';
import type { OrganizationContent } from './organization';
import type { OwnContent } from './own';
import type { PortfolioContent } from './portfolios';
import type { RemovedContent } from './removed';
import type { UnitContent } from './units';
import type { VendingContent } from './vending';

/** What a stack holds, one shape a kind; `stacks/` has one file for each. */
export type StackContent =
  | OrganizationContent
  | VendingContent
  | ControlTowerContent
  | UnitContent
  | IdentityCenterContent
  | DelegationContent
  | AccountContent
  | AccessContent
  | PortfolioContent
  | CostContent
  | OwnContent
  | RemovedContent;
