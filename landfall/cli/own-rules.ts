import { DiagnosticError } from '../diagnostics/diagnostic';
import type { StackNode, StackSlice } from '../model/stack';
import type { LandingZone } from '../model/zone';

type Synthesize = (slices: readonly StackSlice[]) => Promise<string>;

/**
 * Holds whatever a run renders to the rules of the proactive controls of its unit, before it is planned.
 * @param stacks all of the run, with the key of the account in which each acts
 * @returns the same, which throws DiagnosticError LF1650 for stacks that break a rule
 */
export function heldToOwnRules(
  zone: LandingZone,
  stacks: readonly Pick<StackNode, 'id' | 'account'>[],
  synthesize: Synthesize,
): Synthesize {
  return async (slices) => {
    const output = await synthesize(slices);
    const { checkOwnStacks } = await import('../checks/own-rules/index.js');
    const { synthesizedText } = await import('../checks/own-rules/synthesized.js');
    const rendered = new Set(slices.map(({ envelope }) => envelope.id));
    const looked = stacks.filter(({ id }) => rendered.has(id));
    const broken = checkOwnStacks(zone, looked, (id) => synthesizedText(output, id));
    if (broken.length > 0) throw new DiagnosticError(broken);
    return output;
  };
}
