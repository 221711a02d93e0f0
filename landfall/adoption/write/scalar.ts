/** Words that YAML, or an older version of it, reads as something else than text. */
const reserved = /^(true|false|null|yes|no|on|off|y|n|nan|inf)$/i;

/** Letters first, and nothing in it that means something to YAML, inside of braces or outside. */
const plain = /^[A-Za-z/](?:[^\s:#,[\]{}"`|<>\\]|:(?=[^\s,[\]{}])| (?=[^\s#]))*$/;

const cidr = /^[0-9]+(\.[0-9]+){3}\/[0-9]+$/;

/** A text, number or truth value as YAML has it: plain where that is safe, otherwise in quotation marks. */
export function scalarText(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return String(value);
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff]/.test(value)) return JSON.stringify(value);
  return (plain.test(value) && !reserved.test(value)) || cidr.test(value) ? value : `'${value.replaceAll("'", "''")}'`;
}
