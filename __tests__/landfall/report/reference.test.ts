import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { proofClasses, referenceInput, stackTypes } from '../../../landfall/cli/reference-input';
import type { StackSlice } from '../../../landfall/model/stack';
import { referencePages } from '../../../landfall/report/reference';
import { proofProblems } from '../../../landfall/report/reference-stacks';
import { renderStack } from '../../../stacks';
import { Template } from '../../support/template';

const classes = proofClasses(readFileSync('landfall/report/proof-classes.yaml', 'utf8'));

function typesOf(slice: StackSlice): readonly string[] {
  const { data, resource } = Template.of(slice, renderStack).json;
  return [...keysOf(resource), ...keysOf(data).map((type) => `data.${type}`)];
}

function keysOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

describe('the pages of docs/reference', () => {
  const pages = referencePages(referenceInput('landing-zone', classes, typesOf));

  test.each(Object.keys(pages))('%s is committed as it is made: run `npm run reference` after a change', (file) => {
    expect(readFileSync(join('docs/reference', file), 'utf8')).toBe(pages[file]);
  });

  test('there are no others', () => {
    expect(readdirSync('docs/reference').sort()).toEqual(Object.keys(pages).sort());
  });
});

test('every resource type that an organization here makes has exactly one proof class, and no other type has one', () => {
  const organizations = ['landing-zone', 'examples/minimal', 'examples/enterprise'];
  const types = new Set(organizations.flatMap((each) => stackTypes(each, typesOf)).flatMap((stack) => stack.types));
  expect(proofProblems(types, classes)).toEqual({ missing: [], unused: [], twice: [] });
});
