import { check } from './check';
import { accountLookup, lookup } from './known-names';
import { suggestion } from './suggestion';

/** LF1201 and LF1711: stacks of the user's own name accounts, stacks and classes that exist. */
export const ownStacks = check(({ graph, own, zone }) => {
  const account = accountLookup(zone);
  const stack = lookup(
    'stack',
    graph.nodes.map(({ stack: { id } }) => id),
  );
  return zone.ownStacks.flatMap((each) => [
    ...account(each.account, each.source, ['account']),
    ...each.after.flatMap((id, index) => stack(id, each.source, ['after', index])),
    ...(own === undefined || own.stacks.includes(each.stack)
      ? []
      : [
          {
            code: 'LF1711',
            at: each.source,
            within: ['stack'],
            message: `there is no own stack ${each.stack}`,
            help: `${suggestion(each.stack, own.stacks)}; they are registered in custom/index.ts`,
          },
        ]),
  ]);
});
