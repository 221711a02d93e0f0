import { judgeImports } from '../../../landfall/runner/imports-only';

const block = { to: 'aws_organizations_account.a', id: '012345670123' };
const nowhere: ReadonlySet<string> = new Set();

function planOf(actions: readonly string[], change: object = {}, address = block.to): unknown {
  const [type = ''] = address.split('.');
  return { resource_changes: [{ address, type, mode: 'managed', change: { actions, ...change } }] };
}
const codes = (document: unknown, inState = nowhere): readonly string[] =>
  judgeImports('foundation', [block], inState, document).diagnostics.map(({ code }) => code);

test('an import and nothing else is fine', () => {
  const document = planOf(['no-op'], { importing: { id: block.id } });
  expect(judgeImports('foundation', [block], nowhere, document)).toEqual({ imported: 1, diagnostics: [] });
});

test.each([
  ['a block that is passed over', undefined, ['LF6101']],
  ['another id', planOf(['no-op'], { importing: { id: '999999999999' } }), ['LF6101']],
  ['an object that would be made', planOf(['create']), ['LF6101', 'LF6103']],
  ['a replacement', planOf(['delete', 'create'], { importing: { id: block.id } }), ['LF6104']],
  ['an import that nobody asked for', planOf(['no-op'], { importing: { id: 'x' } }, 'aws_x.b'), ['LF6101', 'LF6101']],
])('stops at %s', (_, document, expected) => {
  expect(codes(document)).toEqual(expected);
});

test('what the state holds already needs no import', () => {
  expect(codes(undefined, new Set([block.to]))).toEqual([]);
});

test('shows each difference with both values and what to write', () => {
  const before = { name: 'Old name', email: 'a@x.example', tags: { a: '1' }, arn: 'x' };
  const after = { name: 'New name', email: 'a@x.example', tags: {} };
  const document = planOf(['update'], { importing: { id: block.id }, before, after, after_unknown: { arn: true } });
  const { diagnostics } = judgeImports('foundation', [block], nowhere, document);
  expect(diagnostics.map(({ help, message }) => [message, help])).toEqual([
    [
      'foundation: aws_organizations_account.a: name is "New name" here and "Old name" there',
      'Write "Old name" as name of the account',
    ],
    [
      'foundation: aws_organizations_account.a: tags is {} here and {"a":"1"} there',
      'Take this stack out of adoption.tags in organization.yaml',
    ],
  ]);
});
