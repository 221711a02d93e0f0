import { z } from 'zod';
import { configurationPage } from '../../../landfall/report/reference-configuration';

function rows(schema: z.ZodType): readonly string[] {
  const page = configurationPage({ sample: z.toJSONSchema(schema, { io: 'input' }) });
  return page.split('\n').filter((line) => line.startsWith('| `'));
}

test.each<[string, z.ZodType, readonly string[]]>([
  ['a required text', z.strictObject({ a: z.string().describe('why') }), ['| `a` | yes | text | why |']],
  ['a whole number', z.strictObject({ a: z.int().min(2).max(9).optional() }), ['| `a` |  | whole number, 2 to 9 |  |']],
  ['one of several', z.strictObject({ a: z.enum(['x', 'y']) }), ['| `a` | yes | `x` or `y` |  |']],
  [
    'a map of lists of maps',
    z.strictObject({ a: z.record(z.string(), z.array(z.strictObject({ b: z.boolean() }))) }),
    [
      '| `a` | yes | a map |  |',
      '| `a.<key>` |  | list of a map |  |',
      '| `a.<key>[].b` | yes | `true` or `false` |  |',
    ],
  ],
  [
    'shapes that differ in one key',
    z.strictObject({
      s: z.discriminatedUnion('b', [z.strictObject({ b: z.literal('p') }), z.strictObject({ b: z.literal('q') })]),
    }),
    ['| `s` | yes | a map |  |', '| `s.b` | yes | `p` or `q` |  |'],
  ],
])('shows %s', (_title, schema, expected) => {
  expect(rows(schema)).toEqual(expected);
});

test('a shape that holds itself is spread once', () => {
  interface Tree {
    readonly below?: Readonly<Record<string, Tree>> | undefined;
  }
  const tree: z.ZodType<Tree> = z
    .lazy(() => z.strictObject({ below: z.record(z.string(), tree).optional() }))
    .meta({ id: 'Tree' });
  expect(rows(z.strictObject({ top: tree })).map((line) => line.split('`')[1])).toEqual([
    'top',
    'top.below',
    'top.below.<key>',
  ]);
});
