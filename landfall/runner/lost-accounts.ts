import type { ResourceChange } from './terraform';

/** What Terraform destroys by taking an account out of the organization, or out of Control Tower. */
const accountTypes: ReadonlySet<string> = new Set([
  'aws_organizations_account',
  'aws_servicecatalog_provisioned_product',
]);

/**
 * No plan takes an account out of the organization: Landfall lets Terraform forget those that leave the configuration,
 * and closes only those that are marked for it.
 * This is what stands behind that, should facts have been lost.
 * @param folder the root in which Terraform runs
 * @returns LF3013 where the plan would; nothing otherwise
 */
export function lostAccounts(stack: string, changes: readonly ResourceChange[], folder: string): readonly string[] {
  const lost = changes
    .filter(
      ({ action, closes, type }) =>
        accountTypes.has(type) &&
        !(action === 'delete' && closes === true) &&
        (action === 'delete' || action === 'replace'),
    )
    .map(({ address }) => address);
  if (lost.length === 0) return [];
  return [
    `LF3013: the plan of ${stack} would take accounts out of the organization: ${lost.join(', ')}\n` +
      'Nothing was applied. To keep them, unassigned, run ' +
      `\`terraform state rm ${lost.join(' ')}\` in ${folder}; or bring back what describes them.`,
  ];
}
