import { GetAlternateContactCommand, type AccountClient, type AlternateContactType } from '@aws-sdk/client-account';
import type { FoundAccount } from '../inventory';
import type { Asker } from './ask';
import { sure } from './values';

type Contacts = FoundAccount['alternateContacts'];

/** Alternate contacts of an account of the organization, asked for in the management account. */
export async function readContacts(ask: Asker, client: AccountClient, accountId: string): Promise<Contacts> {
  // AWS refuses the id of the account that asks.
  const AccountId = accountId === ask.place.accountId ? undefined : accountId;
  const read = async (AlternateContactType: AlternateContactType): Promise<Contacts['billing']> => {
    const answer = await ask.one(
      'account:GetAlternateContact',
      () => client.send(new GetAlternateContactCommand({ AlternateContactType, AccountId })),
      ['ResourceNotFoundException'],
    );
    const { EmailAddress, Name, PhoneNumber, Title } = answer?.AlternateContact ?? {};
    if (EmailAddress === undefined) return undefined;
    return { name: sure(Name), title: sure(Title), email: EmailAddress, phone: sure(PhoneNumber) };
  };
  const [billing, operations, security] = await Promise.all([read('BILLING'), read('OPERATIONS'), read('SECURITY')]);
  return { billing, operations, security };
}
