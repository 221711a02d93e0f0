import { runTerraform, type TerraformProcess } from '../runner/terraform-process';
import type { ProviderLease, ProviderMode, WarmProviders } from './warm-provider';

/** Commands that never call the provider. */
const withoutProvider: ReadonlySet<string> = new Set(['init', 'output', 'force-unlock', 'version']);

/** Runs each Terraform command with a provider of the pool, held for that command only. */
export function warmTerraform(providers: WarmProviders, mode: ProviderMode): TerraformProcess {
  return (context, args, options) => {
    const [command = ''] = args;
    const run = (lease: ProviderLease): ReturnType<TerraformProcess> => {
      const env = { ...context.env, ...(command === 'init' ? lease.init : lease.run) };
      return runTerraform({ ...context, env }, args, options);
    };
    return providers.lease(withoutProvider.has(command) ? 'dev-overrides' : mode, run);
  };
}
