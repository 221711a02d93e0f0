import { ServicecatalogPrincipalPortfolioAssociation } from '@cdktf/provider-aws/lib/servicecatalog-principal-portfolio-association';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { teamBudget } from '../constructs/cost/team-budget';
import { AttachedPolicies } from '../constructs/organization/attached-policies';
import { closingAccount, leftAddresses } from '../constructs/organization/left-account';
import { alternateContacts, FactoryAccount, organizationAccount } from '../constructs/organization/member-account';
import { fact } from '../landfall/model/facts';
import type { PartingAccount } from '../landfall/model/slices/parting-accounts';
import type { AccountReference, VendedAccount, VendingContent } from '../landfall/model/slices/vending';
import type { StackEnvelope } from '../landfall/model/stack';
import { LandfallStack } from './landfall-stack';

/** An account of this stack: its id, and what others wait for. */
interface MadeAccount {
  readonly accountId: string;
  readonly resource: ITerraformDependable;
}

/** Waves 2 and 5: makes accounts, one at a time in each unit, with contacts, policies of their own and a team's budget. */
export class VendingStack extends LandfallStack {
  constructor(scope: Construct, envelope: StackEnvelope, content: VendingContent) {
    super(scope, envelope);
    const access = this.factoryAccess(content);
    const made = new Map<string, MadeAccount>();
    for (const account of content.accounts) {
      const before = account.after === undefined ? undefined : made.get(account.after);
      const one = this.account(account, before === undefined ? access : [before.resource]);
      made.set(account.key, one);
      this.assign(fact.accountId(account.key), one.accountId);
      alternateContacts(this, account.key, { accountId: one.accountId, contacts: account.contacts });
    }

    this.part(content.parting);

    let before: readonly ITerraformDependable[] = [];
    for (const { account, target, policies } of content.policies) {
      const attached = new AttachedPolicies(this, `${account}_policies`, {
        targetId: accountIdOf(made, target),
        policies,
        dependsOn: before,
      });
      before = attached.done;
    }
    if (content.budget !== undefined) {
      const { accounts, ...budget } = content.budget;
      teamBudget(this, 'budget', {
        ...budget,
        accountIds: accounts.map((account) => accountIdOf(made, account)),
      });
    }
  }

  private factoryAccess({ factoryAccess }: VendingContent): readonly ITerraformDependable[] {
    if (factoryAccess === undefined) return [];
    return [
      new ServicecatalogPrincipalPortfolioAssociation(this, 'factory-access', {
        ...factoryAccess,
        principalType: 'IAM',
      }),
    ];
  }

  private part(accounts: readonly PartingAccount[]): void {
    if (accounts.length === 0) return;
    const marked = accounts.filter((account) => account.step === 'mark');
    this.letGo(
      leftAddresses(
        accounts.map(({ key }) => key),
        marked.map(({ key }) => key),
      ),
    );
    for (const { accountId, key } of marked) {
      const { id } = closingAccount(this, key, accountId);
      this.assign(fact.accountId(key), id);
      this.assign(fact.closingAccountId(key), id);
    }
  }

  private account(account: VendedAccount, dependsOn: readonly ITerraformDependable[]): MadeAccount {
    const { email, importId, key, name, parentId, road, tags } = account;
    if (road.by === 'organizations') {
      const resource = organizationAccount(this, key, { name, email, parentId, tags, importId, dependsOn });
      return { accountId: resource.id, resource };
    }
    const { artifactId, parameters, productId } = road;
    const { accountId, product } = new FactoryAccount(this, key, {
      name: key,
      productId,
      artifactId,
      parameters,
      tags,
      dependsOn,
    });
    return { accountId, resource: product };
  }
}

function accountIdOf(made: ReadonlyMap<string, MadeAccount>, account: AccountReference): string {
  if ('accountId' in account) return account.accountId;
  const one = made.get(account.account);
  if (one === undefined) throw new Error(`account ${account.account} is not made in this stack`);
  return one.accountId;
}
