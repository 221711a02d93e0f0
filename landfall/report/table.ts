/** A row of cells; shorter rows end early. */
export type Row = readonly string[];

/** Columns side by side for a terminal, the last one as wide as it is; ends with a newline. */
export function textTable(head: Row, rows: readonly Row[]): string {
  const all = [head.map((cell) => cell.toUpperCase()), ...rows];
  const widths = head.slice(0, -1).map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: Row): string => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return all.map((row) => `${line(row).trimEnd()}\n`).join('');
}

/** A GitHub table; ends with a newline. */
export function markdownTable(head: Row, rows: readonly Row[]): string {
  const line = (row: Row): string => `| ${row.map(markdownCell).join(' | ')} |\n`;
  return `${line(head)}${line(head.map(() => '---'))}${rows.map(line).join('')}`;
}

function markdownCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
