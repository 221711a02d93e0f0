import type { Written, WrittenFact } from '../../../../landfall/model/policy-fact';

const at = { file: 'tests/a.yaml', line: 1, column: 1 };

/** Words as a file has them, all in one place. */
export function words(...texts: readonly string[]): readonly Written[] {
  return texts.map((text) => ({ text, at }));
}

/** A fact about anybody in Workloads/Dev that asks nothing yet. */
export function factOf(overrides: Partial<WrittenFact>): WrittenFact {
  return {
    name: 'a fact',
    file: 'tests/a.yaml',
    at,
    as: words('anybody'),
    in: words('Workloads/Dev'),
    may: [],
    mayNot: [],
    on: [],
    of: [],
    with: {},
    each: [{}],
    policy: undefined,
    because: 'it must',
    ...overrides,
  };
}
