import { Address4, Address6 } from 'ip-address';
import { arnGlob, arnMatches, arnParts, isEverything, isLiteral, matches } from '../../model/policy-glob';
import { filledTemplate, templateOf, type Lookup } from './template';

/** Whether one value of the request is as one of the values of the policy says. */
export type Comparison = (value: string, lookup: Lookup) => boolean;

/** A comparison, by the values that the policy gives. */
export type Operator = (values: readonly string[], variables: boolean) => Comparison;

/** An operator of a policy without qualifier and `IfExists`. */
export interface KnownOperator {
  readonly compare: Operator;
  /** It holds where none of the policy's values is alike. */
  readonly negated: boolean;
}

const positive = (compare: Operator): KnownOperator => ({ compare, negated: false });
const negative = (compare: Operator): KnownOperator => ({ compare, negated: true });

/** Source: IAM user guide, "IAM JSON policy elements: Condition operators", 2026-11. `Null` isn't among them. */
export const operators: ReadonlyMap<string, KnownOperator> = new Map([
  ['StringEquals', positive(text(false, false))],
  ['StringNotEquals', negative(text(false, false))],
  ['StringEqualsIgnoreCase', positive(text(false, true))],
  ['StringNotEqualsIgnoreCase', negative(text(false, true))],
  ['StringLike', positive(text(true, false))],
  ['StringNotLike', negative(text(true, false))],
  ['ArnEquals', positive(arn)],
  ['ArnLike', positive(arn)],
  ['ArnNotEquals', negative(arn)],
  ['ArnNotLike', negative(arn)],
  ['NumericEquals', positive(ordered(numberOf, (a, b) => a === b))],
  ['NumericNotEquals', negative(ordered(numberOf, (a, b) => a === b))],
  ['NumericLessThan', positive(ordered(numberOf, (a, b) => a < b))],
  ['NumericLessThanEquals', positive(ordered(numberOf, (a, b) => a <= b))],
  ['NumericGreaterThan', positive(ordered(numberOf, (a, b) => a > b))],
  ['NumericGreaterThanEquals', positive(ordered(numberOf, (a, b) => a >= b))],
  ['DateEquals', positive(ordered(instantOf, (a, b) => a === b))],
  ['DateNotEquals', negative(ordered(instantOf, (a, b) => a === b))],
  ['DateLessThan', positive(ordered(instantOf, (a, b) => a < b))],
  ['DateLessThanEquals', positive(ordered(instantOf, (a, b) => a <= b))],
  ['DateGreaterThan', positive(ordered(instantOf, (a, b) => a > b))],
  ['DateGreaterThanEquals', positive(ordered(instantOf, (a, b) => a >= b))],
  ['Bool', positive(same((value) => value.toLowerCase()))],
  ['BinaryEquals', positive(same((value) => value))],
  ['IpAddress', positive(ip)],
  ['NotIpAddress', negative(ip)],
]);

function text(wildcards: boolean, ignoreCase: boolean): Operator {
  const folded = (value: string): string => (ignoreCase ? value.toLowerCase() : value);
  return (values, variables) => {
    const templates = values.map((value) => templateOf(folded(value), { variables, wildcards }));
    const fixed = templates.every((template) => template.fixed !== undefined && isLiteral(template.fixed));
    if (fixed && !wildcards && !values.some((value) => value.includes('${'))) {
      const all = new Set(values.map(folded));
      return (value) => all.has(folded(value));
    }
    return (value, lookup) => {
      const foldedLookup: Lookup = ignoreCase ? (key) => lookup(key)?.map(folded) : lookup;
      return templates.some((template) => {
        const glob = filledTemplate(template, foldedLookup);
        return glob !== undefined && matches(glob, folded(value));
      });
    };
  };
}

/** `ArnEquals` and `ArnLike` are the same: both take wildcards. A lone `*` matches whatever is there. */
function arn(values: readonly string[], variables: boolean): Comparison {
  const templates = values.map((value) => {
    const template = templateOf(value, { variables, wildcards: true });
    return { template, parts: template.fixed === undefined ? undefined : arnGlob(template.fixed) };
  });
  return (value, lookup) => {
    const wanted = arnParts(value);
    return templates.some(({ parts, template }) => {
      const glob = filledTemplate(template, lookup);
      return glob !== undefined && (isEverything(glob) || arnMatches(parts ?? arnGlob(glob), wanted));
    });
  };
}

/** Variables mean nothing here. What isn't a number or a date is like nothing. */
function ordered(
  read: (text: string) => number | undefined,
  holds: (value: number, limit: number) => boolean,
): Operator {
  return (values) => {
    const limits = values.flatMap((value) => read(value) ?? []);
    return (value) => {
      const number = read(value);
      return number !== undefined && limits.some((limit) => holds(number, limit));
    };
  };
}

function same(folded: (value: string) => string): Operator {
  return (values) => {
    const all = new Set(values.map(folded));
    return (value) => all.has(folded(value));
  };
}

function ip(values: readonly string[]): Comparison {
  const ranges = values.flatMap((value) => addressOf(value) ?? []);
  return (value) => {
    const address = addressOf(value);
    return address !== undefined && ranges.some((range) => isWithin(address, range));
  };
}

function isWithin(address: Address4 | Address6, range: Address4 | Address6): boolean {
  if (address instanceof Address4) return range instanceof Address4 && address.isInSubnet(range);
  return range instanceof Address6 && address.isInSubnet(range);
}

function addressOf(written: string): Address4 | Address6 | undefined {
  if (Address4.isValid(written)) return new Address4(written);
  return Address6.isValid(written) ? new Address6(written) : undefined;
}

function numberOf(written: string): number | undefined {
  const number = Number(written);
  return written.trim() === '' || Number.isNaN(number) ? undefined : number;
}

/** Milliseconds; a bare number is seconds since 1970. */
function instantOf(written: string): number | undefined {
  const instant = /^-?\d+$/.test(written) && written.length > 4 ? Number(written) * 1000 : Date.parse(written);
  return Number.isNaN(instant) ? undefined : instant;
}
