import type { Terraform } from '../runner/terraform';
import { onWorkers } from '../runner/workers';
import type { SecondPlan } from './result';

/** A stack that was applied, ready to be planned once more. */
export interface AppliedRoot {
  readonly stack: string;
  readonly terraform: (worker: number) => Terraform;
}

export interface SecondLook {
  readonly outcome: SecondPlan;
  /** What would change, or Terraform's own errors; empty without changes. */
  readonly details: readonly string[];
  readonly resources: number;
}

/** Plans every stack again. Whatever was applied must be found as it was written, so nothing may change. */
export async function planAgain(
  roots: readonly AppliedRoot[],
  jobs: number,
  report: (stack: string, look: SecondLook) => void,
): Promise<ReadonlyMap<string, SecondLook>> {
  const looks = new Map<string, SecondLook>();
  const left = [...roots].reverse();
  await onWorkers(
    jobs,
    () => left.pop(),
    async (root, worker) => {
      const look = await lookAgain(root.terraform(worker));
      looks.set(root.stack, look);
      report(root.stack, look);
    },
  );
  return looks;
}

async function lookAgain(terraform: Terraform): Promise<SecondLook> {
  const plan = await terraform.plan({ planFile: 'second.tfplan' });
  const list = await terraform.stateList();
  const resources = list.kind === 'ok' ? list.value.filter((address) => !/(^|\.)data\./.test(address)).length : 0;
  switch (plan.kind) {
    case 'no-changes':
      return { outcome: 'no-changes', details: [], resources };
    case 'changes':
      return {
        outcome: 'changes',
        details: plan.changes.map(({ address, action }) => `${action} ${address}`),
        resources,
      };
    case 'failed':
      return { outcome: 'failed', details: plan.errors, resources };
  }
}
