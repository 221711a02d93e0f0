import { check, type Check, type CheckInput, type Finding } from '../check';
import { knownVariables } from '../policy-files';
import { readStatements, type Statement } from './statements';

/** Statements of a model are read once for all rules. */
const read = new WeakMap<CheckInput['zone'], readonly Statement[]>();

/** Makes a check of a rule about single statements of service control and resource control policies. */
export function statementRule(find: (statement: Statement) => readonly Finding[]): Check {
  return check((input) => allStatements(input).flatMap((statement) => find(statement)));
}

/** All statements, with ids of AWS where they are known and placeholders of their shape elsewhere. */
export function allStatements(input: Pick<CheckInput, 'lock' | 'zone'>): readonly Statement[] {
  const known = read.get(input.zone);
  if (known !== undefined) return known;
  const made = readStatements(input.zone.guardrails.policies, knownVariables(input));
  read.set(input.zone, made);
  return made;
}
