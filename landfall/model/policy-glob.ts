/**
 * A pattern as code units: `many` stands for any characters and none, `one` for exactly one. Numbers instead of regular
 * expressions, because `*a*a*a*` must not take longer the more often it is written.
 */
export type Glob = readonly number[];

const many = -1;
const one = -2;
const colon = 58;

/** Every character as it is. */
export function literal(text: string): Glob {
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
}

/** `*` and `?` are wildcards; no character escapes them (`${*}` of a policy variable is filled before). */
export function globOf(text: string): Glob {
  return literal(text).map((code) => (code === 42 ? many : code === 63 ? one : code));
}

/** Whether it has no wildcard. */
export function isLiteral(glob: Glob): boolean {
  return glob.every((code) => code >= 0);
}

/** Whether it matches every text: `*`, `**`. */
export function isEverything(glob: Glob): boolean {
  return glob.length > 0 && glob.every((code) => code === many);
}

/** Case counts. Goes back to the last `*` only, so it takes at most the product of both lengths. */
export function matches(glob: Glob, text: string): boolean {
  let position = 0;
  let index = 0;
  let star = -1;
  let resume = 0;
  while (index < text.length) {
    const code = glob[position];
    if (code === many) {
      star = position;
      resume = index;
      position += 1;
    } else if (code === one || code === text.charCodeAt(index)) {
      position += 1;
      index += 1;
    } else if (star >= 0) {
      position = star + 1;
      resume += 1;
      index = resume;
    } else return false;
  }
  while (glob[position] === many) position += 1;
  return position === glob.length;
}

/** Splits at the first five colons, as an ARN has them; fewer parts where there are fewer colons. */
export function arnGlob(glob: Glob): readonly Glob[] {
  const parts: Glob[] = [];
  let start = 0;
  for (let end = glob.indexOf(colon); end >= 0 && parts.length < 5; end = glob.indexOf(colon, start)) {
    parts.push(glob.slice(start, end));
    start = end + 1;
  }
  return [...parts, glob.slice(start)];
}

/** The same for a text. */
export function arnParts(text: string): readonly string[] {
  const all = text.split(':');
  return all.length <= 6 ? all : [...all.slice(0, 5), all.slice(5).join(':')];
}

/**
 * Compares part by part: a wildcard doesn't reach over one of the first five colons.
 * Source: IAM user guide, "Condition operators", "ARN condition operators", and "Resource", 2026-11.
 */
export function arnMatches(pattern: readonly Glob[], arn: readonly string[]): boolean {
  return (
    pattern.length === 6 &&
    arn.length === 6 &&
    // The last part differs most often.
    [5, 4, 3, 2, 1, 0].every((index) => matches(pattern[index] ?? [], arn[index] ?? ''))
  );
}

/** Fills the parts that an incomplete ARN lacks, as IAM does in `Resource`: `arn:aws:sqs` is `arn:aws:sqs:*:*:*`. */
export function completedArn(parts: readonly Glob[]): readonly Glob[] {
  return parts.length >= 6 ? parts : [...parts, ...Array.from({ length: 6 - parts.length }, () => [many])];
}
