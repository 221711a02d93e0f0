import type { Finding } from '../check';
import { iamData } from '../data/iam';
import { actionsOfStatement } from './known-actions';
import { arnsMeet } from './patterns';
import { statementRule } from './rule';
import { inPolicy, named, type PlacedText, type Statement } from './statements';

/** LF1805 and LF1808: resources are ARNs, and each action has some among them. */
export const policyResources = statementRule((statement) => {
  const wrong = statement.resources.flatMap((resource) => noArn(statement, resource));
  return wrong.length > 0 ? wrong : unreachable(statement);
});

/** Source: IAM user guide, "IAM JSON policy elements: Resource", 2026-11. */
function noArn(statement: Statement, { at, text }: PlacedText): readonly Finding[] {
  if (text === '*' || /^(arn|\*):/.test(text) || text.includes('${')) return [];
  return [
    inPolicy(statement, {
      code: 'LF1805',
      at,
      said: `names the resource ${text}, which is no ARN`,
      help: 'Write an ARN such as arn:aws:s3:::bucket/*, or "*" for everything',
    }),
  ];
}

/** A deny that lists resources says nothing about actions that have none of these; nobody would see that it guards less. */
function unreachable(statement: Statement): readonly Finding[] {
  const { exceptResources, resources } = statement;
  const actions = actionsOfStatement(statement);
  if (actions === undefined || exceptResources) return [];
  if (resources.length === 0 || resources.some(({ text }) => text === '*' || text.includes('${'))) return [];
  const reached = (arns: readonly string[]): boolean =>
    arns.some((arn) => resources.some(({ text }) => arnsMeet(text, arn)));
  const dead = actions.filter((each) => !each.actions.some(({ arns }) => reached(arns)));
  return dead.map(({ written }) =>
    inPolicy(statement, {
      code: 'LF1808',
      severity: 'warning',
      at: written.at,
      said: `names ${written.text} in ${named(statement)}, which acts on none of its resources, so it never matches`,
      help: `Name the resources that it acts on, or "*" (${iamData().source})`,
    }),
  );
}
