import { DiagnosticError, sortDiagnostics, type Diagnostic } from '../diagnostics/diagnostic';
import { FactReader, type FactValues } from '../model/facts';
import { importBlocks } from '../model/imports';
import type { RunHooks, RunStack } from './contract';
import { judgeImports } from './imports-only';

/** Ids of the stacks that have something to import. */
export function importing(stacks: readonly RunStack[], facts: FactValues): ReadonlySet<string> {
  const found = stacks.filter((stack) => !stack.removal && importBlocks(stack.slice(new FactReader(facts))).length > 0);
  return new Set(found.map(({ id }) => id));
}

export interface ImportsGate {
  /** Hook of a run that plans. */
  readonly inspect: NonNullable<RunHooks['inspect']>;
  /** Everything that stands in the way, when the run is over. */
  readonly diagnostics: () => readonly Diagnostic[];
  /** Such as `7 to import in 3 stacks`. */
  readonly summary: () => string;
}

/** Collects over all stacks of a run whether they import what they should and do nothing else. */
export function importsGate(): ImportsGate {
  const found: Diagnostic[] = [];
  let imported = 0;
  let stacks = 0;
  return {
    inspect: async (slice, terraform, planFile) => {
      const state = await terraform.stateList();
      const document = planFile === undefined ? undefined : await terraform.showJson(planFile);
      const failure = [state, document].find((outcome) => outcome?.kind === 'failed');
      if (state.kind === 'failed' || document?.kind === 'failed') {
        const errors = failure?.kind === 'failed' ? failure.errors : [];
        throw new DiagnosticError([{ severity: 'error', code: 'LF6101', message: errors.join('\n') }]);
      }
      const judged = judgeImports(slice.envelope.id, importBlocks(slice), new Set(state.value), document?.value);
      found.push(...judged.diagnostics);
      imported += judged.imported;
      stacks += 1;
    },
    diagnostics: () => sortDiagnostics(found),
    summary: () => {
      const where = `${imported} to import in ${stacks} ${stacks === 1 ? 'stack' : 'stacks'}`;
      return found.length === 0 ? `${where}, nothing to add, change or destroy` : `${where}, but not only that`;
    },
  };
}
