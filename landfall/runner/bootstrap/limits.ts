import { ListRegionsCommand } from '@aws-sdk/client-account';
import { GetServiceQuotaCommand } from '@aws-sdk/client-service-quotas';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { StepContext } from './step';

/** Quota "Default maximum number of accounts". Source: Service Quotas of AWS Organizations, 2026-11. */
const accountQuota = { ServiceCode: 'organizations', QuotaCode: 'L-E619E033' };

/**
 * What nothing can make for the user: too small a quota of accounts, Regions that are not opted in. A look that AWS
 * refuses is itself a warning, never a reason to stop.
 */
export async function limitWarnings(context: StepContext): Promise<readonly Diagnostic[]> {
  return [...(await quotaWarning(context)), ...(await regionWarnings(context))];
}

async function quotaWarning({ clients, zone }: StepContext): Promise<readonly Diagnostic[]> {
  const wanted = zone.accounts.length;
  try {
    const { Quota } = await clients.serviceQuotas.send(new GetServiceQuotaCommand(accountQuota));
    const value = Quota?.Value;
    if (value === undefined || value >= wanted) return [];
    return [
      warning(
        'LF4010',
        `the organization may hold ${String(value)} accounts, the configuration describes ${String(wanted)}`,
        `Request an increase of quota ${accountQuota.QuotaCode} in Service Quotas before you deploy`,
      ),
    ];
  } catch {
    return [
      warning(
        'LF4011',
        'the quota of accounts could not be read',
        `Make sure that the organization may hold ${String(wanted)} accounts (Service Quotas, ${accountQuota.QuotaCode})`,
      ),
    ];
  }
}

async function regionWarnings({ clients, zone }: StepContext): Promise<readonly Diagnostic[]> {
  try {
    const { Regions } = await clients.account.send(new ListRegionsCommand({ MaxResults: 50 }));
    const status = new Map((Regions ?? []).map(({ RegionName, RegionOptStatus }) => [RegionName, RegionOptStatus]));
    return zone.regions.governed
      .filter((region) => status.get(region) === 'DISABLED')
      .map((region) =>
        warning(
          'LF4012',
          `the Region ${region} is not enabled in the management account`,
          'Enable it under Account, AWS Regions; it takes minutes to hours',
        ),
      );
  } catch {
    return [
      warning(
        'LF4013',
        'the state of the Regions could not be read',
        `Make sure that these are enabled: ${zone.regions.governed.join(', ')}`,
      ),
    ];
  }
}

function warning(code: string, message: string, help: string): Diagnostic {
  return { severity: 'warning', code, message, help };
}
