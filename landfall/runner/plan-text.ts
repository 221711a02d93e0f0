/**
 * The part of what `terraform plan -no-color` said that a person decides by: neither what it read and locked on the
 * way, nor how to go on by hand.
 */
export function planText(lines: readonly string[]): string {
  const end = lines.findIndex((line) => /^Saved the plan to: /.test(line));
  return (end < 0 ? lines : lines.slice(0, end))
    .filter(
      (line) =>
        !/^\$ terraform |: (Refreshing state\.\.\.|Reading\.\.\.|Read complete|Still reading\.\.\.|Preparing import\.\.\.)/.test(
          line,
        ),
    )
    .filter((line) => !/^(Acquiring|Releasing) state lock/.test(line))
    .join('\n')
    .replace(/\n─+\s*$/, '')
    .trim();
}
