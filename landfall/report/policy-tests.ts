import { failures, type Proof, type ProvedFact } from '../analysis/policy-tests/prove';

/** What held and how much was asked; failures are findings and are told with their places. Ends with a newline. */
export function policyTestsText({ facts }: Proof): string {
  const lines = [...grouped(facts)].flatMap(([file, ofFile]) => [
    file,
    ...ofFile.map(
      ({ cases, fact, holds }) => `  ${holds ? 'holds' : 'FAILS'}  ${fact.name} (${questions(cases.length)})`,
    ),
  ]);
  const notes = [...new Set(facts.flatMap((fact) => fact.notes))].sort();
  const held = facts.filter(({ holds }) => holds).length;
  const asked = facts.reduce((sum, { cases }) => sum + cases.length, 0);
  const failed = facts.length - held;
  return [
    ...lines,
    ...(notes.length === 0 ? [] : ['', 'Taken for granted:', ...notes.map((note) => `  ${note}`)]),
    '',
    `${held} of ${facts.length} facts hold${failed === 0 ? '' : `, ${failed} fail`}; ${questions(asked)} asked`,
    '',
  ].join('\n');
}

/** JUnit XML: a suite for each file, a case for each fact. Without times, so that two runs print the same. */
export function policyTestsJunit({ facts }: Proof): string {
  const suites = [...grouped(facts)].map(([file, ofFile]) => {
    const failed = ofFile.filter(({ holds }) => !holds).length;
    const cases = ofFile.map((fact) => junitCase(file, fact)).join('');
    return `  <testsuite name="${xml(file)}" tests="${ofFile.length}" failures="${failed}" errors="0" skipped="0">\n${cases}  </testsuite>\n`;
  });
  const failed = facts.filter(({ holds }) => !holds).length;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="landfall test" tests="${facts.length}" failures="${failed}">\n${suites.join('')}</testsuites>\n`;
}

function junitCase(file: string, proved: ProvedFact): string {
  const head = `    <testcase classname="${xml(file)}" name="${xml(proved.fact.name)}"`;
  if (proved.holds) return `${head}/>\n`;
  const found = failures({ facts: [proved], diagnostics: [] });
  const text = found
    .map(({ location, message }) =>
      location === undefined ? message : `${location.file}:${location.line}:${location.column}: ${message}`,
    )
    .join('\n');
  return `${head}>\n      <failure message="${xml(found[0]?.message ?? '')}">${xml(text)}</failure>\n    </testcase>\n`;
}

function grouped(facts: readonly ProvedFact[]): ReadonlyMap<string, readonly ProvedFact[]> {
  const byFile = new Map<string, ProvedFact[]>();
  for (const proved of facts) {
    const { file } = proved.fact;
    const known = byFile.get(file);
    if (known === undefined) byFile.set(file, [proved]);
    else known.push(proved);
  }
  return byFile;
}

function questions(count: number): string {
  return count === 1 ? '1 question' : `${count} questions`;
}

/** Text for XML 1.0: the signs that mean something escaped, control characters, which it can't hold, left out. */
function xml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
