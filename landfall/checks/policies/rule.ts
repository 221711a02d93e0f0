import { FactReader } from '../../model/facts';
import { knownFacts } from '../../model/plan';
import { policyVariables } from '../../model/policy-text';
import { check, type Check, type CheckInput, type Finding } from '../check';
import { policyStatements, type Statement } from './statements';

type Zone = CheckInput['zone'];

/** Statements of a model are read once for all rules. */
const read = new WeakMap<Zone, readonly Statement[]>();

/** Makes a check of a rule about single statements of service control and resource control policies. */
export function statementRule(find: (statement: Statement, zone: Zone) => readonly Finding[]): Check {
  return check((input) => statementsOf(input).flatMap((statement) => find(statement, input.zone)));
}

/** All statements, with ids of AWS where they are known and placeholders of their shape elsewhere. */
export function statementsOf({ lock, zone }: Pick<CheckInput, 'lock' | 'zone'>): readonly Statement[] {
  const known = read.get(zone);
  if (known !== undefined) return known;
  const variables = policyVariables(zone, new FactReader(knownFacts(zone, lock.facts.facts)));
  const made = policyStatements(zone.guardrails.policies, variables);
  read.set(zone, made);
  return made;
}
