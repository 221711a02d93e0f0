import type { FoundAccount } from '../inventory';
import { compareTexts, keyOf } from './keys';
import { tagLike } from './own-tags';

/** Words by which organizations call what comes before production, and production; the stage that each means. */
const stageWords: Readonly<Record<string, string>> = {
  dev: 'dev',
  devel: 'dev',
  develop: 'dev',
  development: 'dev',
  test: 'test',
  tst: 'test',
  testing: 'test',
  qa: 'qa',
  int: 'int',
  perf: 'perf',
  acc: 'acc',
  uat: 'uat',
  stage: 'staging',
  stg: 'staging',
  staging: 'staging',
  preprod: 'preprod',
  nonprod: 'nonprod',
  prod: 'prod',
  prd: 'prod',
  production: 'prod',
  live: 'live',
  dr: 'dr',
  demo: 'demo',
  sandbox: 'sandbox',
  sbx: 'sandbox',
  lab: 'lab',
};

/** From the first try-out to production; stages that nobody knows come last, by name. */
const stageOrder = [...new Set(Object.values(stageWords))];

/** Orders stages as an account's life goes. */
export function compareStages(one: string, other: string): number {
  const place = (stage: string): number => (stageOrder.includes(stage) ? stageOrder.indexOf(stage) : stageOrder.length);
  return place(one) - place(other) || compareTexts(one, other);
}

/** The stage that a word stands for; a word that nobody knows is a stage of its own. */
export function stageCalled(word: string): string {
  const key = keyOf(word, 'stage').toLowerCase();
  return stageWords[key.replaceAll('-', '')] ?? key;
}

/**
 * What stage of a team an account is, by its tags, its name or the unit that it lies in, whichever says so first.
 * @param unit path of the unit by its keys
 */
export function stageOf(account: FoundAccount, unit: string): string | undefined {
  const tagged = tagLike(account, /(^|[:/_-])(stage|env|environment)$/i);
  return knownStage(tagged ?? '') ?? knownStage(account.name) ?? knownStage(unit.split('/').at(-1) ?? '');
}

/** The stage that a text names by one of its words. Names end with what tells them apart, so the last word counts. */
export function knownStage(text: string): string | undefined {
  const joined = text.toLowerCase().replace(/\b(pre|non)[-_ ]?(prod)(uction)?\b/g, '$1$2');
  const words = joined.split(/[^a-z0-9]+/).flatMap((word) => stageWords[word] ?? []);
  return words.at(-1);
}
