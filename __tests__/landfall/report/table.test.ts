import { markdownTable, textTable } from '../../../landfall/report/table';

test('text stands in columns, without spaces at the end', () => {
  expect(
    textTable(
      ['a', 'what'],
      [
        ['long one', 'x'],
        ['b', ''],
      ],
    ),
  ).toBe('A         WHAT\nlong one  x\nb\n');
});

test('Markdown keeps its columns whatever a cell says', () => {
  expect(markdownTable(['a'], [['x | y\nz']])).toBe('| a |\n| --- |\n| x \\| y z |\n');
});
