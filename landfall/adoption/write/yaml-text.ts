import { scalarText } from './scalar';
import { isValueList, isValueMap, pairsOf, type Value, type ValueMap } from './values';

/** Columns that a line may fill. */
const width = 120;

/**
 * A map as the YAML that a person would write: blocks for what holds more than values, braces for short maps of values
 * that all fit on their lines, and brackets for short lists.
 */
export function yamlText(value: ValueMap): string {
  const parts = pairsOf(value).map(([key, each]) => pair(key, each, 0, false));
  return parts
    .map((lines, index) => (isApart(lines, parts[index - 1]) ? `\n${lines.join('')}` : lines.join('')))
    .join('');
}

/** Long parts of a file stand apart. */
function isApart(lines: readonly string[], before: readonly string[] | undefined): boolean {
  return before !== undefined && Math.max(lines.length, before.length) > linesTogether;
}

const linesTogether = 8;

/** A pair as lines of a block at a depth of indentation. */
export function pairText(key: string, value: Value, indent: number): string {
  return pair(key, value, indent, true).join('');
}

/** An item of a block list at a depth of indentation. */
export function itemText(value: Value, indent: number): string {
  return blockItem(value, indent).join('');
}

/** A value on one line. */
export function flowText(value: Value): string {
  if (isValueList(value)) return `[${value.map(flowText).join(', ')}]`;
  if (!isValueMap(value)) return scalarText(value);
  const pairs = pairsOf(value).map(([key, each]) => `${scalarText(key)}: ${flowText(each)}`);
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}

function blockMap(value: ValueMap, indent: number): readonly string[] {
  const pairs = pairsOf(value);
  // Whether siblings are written in braces is decided for all of them, so that lists of alike things look alike.
  const leaves = pairs.filter(([, each]) => isValueMap(each) && isLeaf(each));
  const fit = leaves.every(([key, each]) => fits(key, each, indent));
  return pairs.flatMap(([key, each]) => pair(key, each, indent, fit));
}

function pair(key: string, value: Value, indent: number, braces: boolean): readonly string[] {
  const begin = `${' '.repeat(indent)}${scalarText(key)}:`;
  const line = `${begin} ${flowText(value)}\n`;
  if (isValueList(value)) {
    if (value.length === 0 || (value.every(isScalarValue) && line.length <= width)) return [line];
    return [`${begin}\n`, ...value.flatMap((each) => blockItem(each, indent + 2))];
  }
  if (!isValueMap(value) || pairsOf(value).length === 0) return [line];
  if (braces && isLeaf(value) && line.length <= width) return [line];
  return [`${begin}\n`, ...blockMap(value, indent + 2)];
}

function blockItem(value: Value, indent: number): readonly string[] {
  const dash = `${' '.repeat(indent)}- `;
  if (!isValueMap(value) || pairsOf(value).length === 0) return [`${dash}${flowText(value)}\n`];
  const [first = '', ...rest] = blockMap(value, indent + 2);
  return [dash + first.slice(indent + 2), ...rest];
}

function fits(key: string, value: Value, indent: number): boolean {
  return indent + scalarText(key).length + 2 + flowText(value).length <= width;
}

/** Whether a map holds nothing but values and lists of values. */
function isLeaf(value: ValueMap): boolean {
  return pairsOf(value).every(([, each]) => isScalarValue(each) || (isValueList(each) && each.every(isScalarValue)));
}

function isScalarValue(value: Value): value is string | number | boolean | null {
  return typeof value !== 'object' || value === null;
}
