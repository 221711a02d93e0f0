import { parsePolicy } from '../../model/policy-document';

/**
 * Whether two texts of policies mean the same, however they are written: the order of keys, of statements and of list
 * items says nothing, and in statements a list of one is that one.
 * @param statements whether they are in the policy language of IAM; otherwise they are trees of settings
 */
export function sameDocument(one: string, other: string, statements: boolean): boolean {
  return one === other || canonical(one, statements) === canonical(other, statements);
}

function canonical(text: string, statements: boolean): string {
  try {
    return orderless(parsePolicy(text), statements);
  } catch {
    return text;
  }
}

/** A value as text, the same for all ways to write it. @param single whether a list of one is that one */
export function orderless(value: unknown, single = false): string {
  if (Array.isArray(value)) {
    const items = [...new Set(value.map((item) => orderless(item, single)))].sort();
    return single && items.length === 1 ? (items[0] ?? '') : `[${items.join(',')}]`;
  }
  if (value === undefined) return '';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}:${orderless(item, single)}`)
    .sort()
    .join(',')}}`;
}
