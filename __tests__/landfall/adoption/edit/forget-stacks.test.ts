import { withForgotten } from '../../../../landfall/adoption/edit/forget-stacks';

const portfolio = { id: 'portfolio-old', guarded: false };
const hub = { id: 'account-hub', guarded: true };

test.each([
  ['no file', undefined, [portfolio], 'stacks:\n  portfolio-old: forget\n'],
  [
    'a guarded stack',
    undefined,
    [portfolio, hub],
    'stacks:\n  portfolio-old: forget\n  account-hub: forget\nconfirm: [account-hub]\n',
  ],
  [
    'stacks that are removed already',
    'stacks:\n  # done\n  team-x: destroy\n',
    [portfolio],
    'stacks:\n  # done\n  portfolio-old: forget\n  team-x: destroy\n',
  ],
  [
    'accounts only',
    'accounts: { x: close }\nconfirm: [x]\n',
    [hub],
    'stacks: { account-hub: forget }\naccounts: { x: close }\nconfirm: [x, account-hub]\n',
  ],
])('says which stacks are forgotten where there is %s', (_, text, stacks, expected) => {
  expect(withForgotten(text, stacks)).toEqual({ kind: 'changed', text: expected });
});

test('leaves a file to its author that can only be edited by hand', () => {
  expect(withForgotten('stacks: all\n', [portfolio])).toMatchObject({ kind: 'refused' });
});
