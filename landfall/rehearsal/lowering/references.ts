import { isJsonList, isJsonObject, type Json } from '../../runner/json';

/** What an expression points at: `data.aws_vpc.hub` and, where it names one directly, the attribute `id`. */
export interface Reference {
  readonly address: string;
  readonly attribute?: string;
}

/** Every reference in the strings of a value. What stands under a key `//` is a comment and isn't read. */
export function referencesIn(value: Json): readonly Reference[] {
  if (typeof value === 'string') return referencesInTemplate(value);
  if (isJsonList(value)) return value.flatMap(referencesIn);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '//' ? [] : [...referencesInTemplate(key), ...referencesIn(inner)],
  );
}

/** References in a template: only between `${` or `%{` and `}`, and there not in quotes. */
export function referencesInTemplate(template: string): readonly Reference[] {
  if (!template.includes('{')) return [];
  const traversals = codeOf(template).matchAll(/(?<![\w.-])[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)+/g);
  return [...traversals].map(([traversal]) => toReference(traversal.split('.')));
}

/**
 * The address that a bare string names, as in `depends_on`, `import.to` or `moved.from`: without index, and without
 * what follows the resource. `${…}` around it is allowed.
 */
export function addressIn(text: string): string {
  const bare = text.replace(/^\$\{(.*)\}$/s, '$1').trim();
  return toReference(bare.replace(/\[[^\]]*\]/g, '').split('.')).address;
}

/** The type in an address: `aws_vpc` of `aws_vpc.hub`, `data.aws_vpc` of `data.aws_vpc.hub`. */
export function typeIn(address: string): string {
  return address.split('.').slice(0, -1).join('.');
}

function toReference(segments: readonly string[]): Reference {
  const length = segments[0] === 'data' ? 3 : 2;
  const address = segments.slice(0, length).join('.');
  const attribute = segments[length];
  return attribute === undefined ? { address } : { address, attribute };
}

type Mode = { readonly kind: 'text' | 'string' } | { readonly kind: 'code'; braces: number };

/** The code of a template's interpolations, quoted text in it left out, interpolations in that again included. */
function codeOf(template: string): string {
  const modes: Mode[] = [{ kind: 'text' }];
  let code = '';
  for (let index = 0; index < template.length; index += 1) {
    const mode = modes[modes.length - 1] ?? { kind: 'text' };
    const char = template[index] ?? '';
    if (mode.kind === 'code') {
      if (char === '"') modes.push({ kind: 'string' });
      else if (char === '}' && mode.braces === 0) modes.pop();
      else if (char === '{' || char === '}') mode.braces += char === '{' ? 1 : -1;
      code += /["{}]/.test(char) ? ' ' : char;
    } else if (/^(\$\$|%%)\{/.test(template.slice(index, index + 3))) {
      index += 2;
    } else if (/^[$%]\{/.test(template.slice(index, index + 2))) {
      modes.push({ kind: 'code', braces: 0 });
      code += ' ';
      index += 1;
    } else if (mode.kind === 'string' && char === '\\') {
      index += 1;
    } else if (mode.kind === 'string' && char === '"') {
      modes.pop();
    }
  }
  return code;
}
