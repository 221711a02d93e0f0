/** One thing that lowering left out, for every place where it did so. */
export interface LeftOut {
  /** A resource type, `data.<type>`, or one of `output`, `import`, `moved`, `removed`, `local`, `module`, `provider`. */
  readonly type: string;
  /** Dotted path of the argument; absent where the whole block was left out. */
  readonly argument?: string;
  /** The one value left out of, or refused by, the argument. */
  readonly value?: string;
  readonly reason: string;
  /** The type at the root of it, where this went only because it refers to something left out. */
  readonly because?: string;
  readonly count: number;
  /** Addresses, sorted. */
  readonly names: readonly string[];
}

/** What lowering did to a document, or to many. */
export interface LoweringReport {
  readonly leftOut: readonly LeftOut[];
  /** Provider aliases made for per-resource regions, sorted. */
  readonly aliases: readonly string[];
}

/** One place where something was left out. */
export type Omission = Omit<LeftOut, 'count' | 'names'> & { readonly name: string };

/** Groups omissions that differ in nothing but their place; the order of the omissions doesn't matter. */
export function reportOf(omissions: readonly Omission[], aliases: readonly string[]): LoweringReport {
  const groups = new Map<string, { readonly what: Omit<Omission, 'name'>; readonly names: string[] }>();
  for (const { name, ...what } of omissions) {
    const { type, argument = '', value = '', reason, because = '' } = what;
    const key = JSON.stringify([type, argument, value, reason, because]);
    const group = groups.get(key) ?? { what, names: [] };
    group.names.push(name);
    groups.set(key, group);
  }
  const leftOut = [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { what, names }]) => ({ ...what, count: names.length, names: [...new Set(names)].sort() }));
  return { leftOut, aliases: [...new Set(aliases)].sort() };
}

/** One report for many documents; each name is prefixed with its document's (a stack's id). */
export function mergeReports(reports: ReadonlyMap<string, LoweringReport>): LoweringReport {
  const omissions = [...reports].flatMap(([stack, { leftOut }]) =>
    leftOut.flatMap(({ names, count, ...rest }) =>
      // A name stands once even where several things were left out below it, so the rest of the count is made up.
      Array.from({ length: count }, (_, index) => ({ ...rest, name: `${stack}:${names[index] ?? names[0] ?? ''}` })),
    ),
  );
  return reportOf(
    omissions,
    [...reports.values()].flatMap(({ aliases }) => aliases),
  );
}

/** One line per entry, for people. */
export function describeReport(report: LoweringReport): readonly string[] {
  return report.leftOut.map(({ type, argument, value, count, reason, names }) => {
    const what =
      [type, ...(argument === undefined ? [] : [argument])].join('.') + (value === undefined ? '' : `=${value}`);
    return `left out ${what} (${count}): ${reason}: ${names.join(', ')}`;
  });
}
