import { markdownTable, type Row } from './table';

/** How far a resource type was proved, from the strongest to none. */
export const proofClassNames = ['moto', 'emulator', 'validated', 'never-run'] as const;
export type ProofClass = (typeof proofClassNames)[number];

/** Resource types by class, as `proof-classes.yaml` has them. */
export type ProofClasses = Readonly<Record<ProofClass, readonly string[]>>;

/** A stack with the resource types that it holds; data sources begin with `data.`. */
export interface StackTypes {
  /** Word for all stacks of the kind, such as `unit-<path>`. */
  readonly name: string;
  readonly wave: string;
  /** Word for the accounts in which they act. */
  readonly account: string;
  readonly types: readonly string[];
}

const explanations: Readonly<Record<ProofClass, readonly [mark: string, meaning: string]>> = {
  moto: ['moto', 'applied and planned again against moto, which others made after AWS, with corrections of ours'],
  emulator: [
    'own',
    'applied and planned again against additions of our own to moto, which confirm only our reading of the documentation',
  ],
  validated: ['validated', "accepted by the provider's schema (`terraform validate`), never applied"],
  'never-run': ['never', 'not known to the provider of the rehearsal, so not even validated'],
};

/** Which stack holds what, and how it was proved. */
export function stacksPage(stacks: readonly StackTypes[], classes: ProofClasses): string {
  const marks = classByType(classes);
  const rows = merged(stacks).map(({ name, wave, account, types }): Row => [
    `\`${name}\``,
    wave,
    account,
    types.map((type) => `\`${type}\` (${markOf(marks, type)})`).join(', '),
  ]);
  const legend = proofClassNames.map((name): Row => [explanations[name][0], explanations[name][1]]);
  return `# Stacks and their proof\n\nNothing here has run in AWS yet. What was proved, and how:\n\n${markdownTable(['class', 'meaning'], legend)}\nThe resource types are those of \`landing-zone/\`; the classes are kept in \`landfall/report/proof-classes.yaml\`.\n\n${markdownTable(['stack', 'wave', 'acts in', 'resource types'], rows)}`;
}

/** Types without a class, and types with a class that no stack holds: both are mistakes in the list. */
export function proofProblems(
  types: ReadonlySet<string>,
  classes: ProofClasses,
): { readonly missing: readonly string[]; readonly unused: readonly string[]; readonly twice: readonly string[] } {
  const listed = proofClassNames.flatMap((name) => classes[name]);
  return {
    missing: [...types].filter((type) => !listed.includes(type)).sort(),
    unused: listed.filter((type) => !types.has(type)).sort(),
    twice: listed.filter((type, index) => listed.indexOf(type) !== index).sort(),
  };
}

function classByType(classes: ProofClasses): ReadonlyMap<string, ProofClass> {
  return new Map(proofClassNames.flatMap((name) => classes[name].map((type) => [type, name] as const)));
}

function markOf(marks: ReadonlyMap<string, ProofClass>, type: string): string {
  const found = marks.get(type);
  return found === undefined ? 'no class' : explanations[found][0];
}

/** Stacks of one name are one row with the types of all. */
function merged(stacks: readonly StackTypes[]): readonly StackTypes[] {
  const byName = new Map<string, StackTypes>();
  for (const stack of stacks) {
    const known = byName.get(stack.name);
    const types = [...new Set([...(known?.types ?? []), ...stack.types])].sort();
    byName.set(stack.name, { ...(known ?? stack), types });
  }
  return [...byName.values()].sort((a, b) => (a.wave === b.wave ? 0 : a.wave < b.wave ? -1 : 1));
}
