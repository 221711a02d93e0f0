import type { Command } from 'commander';
import { register as access } from './access';
import { register as account } from './account';
import { register as adopt } from './adopt';
import { register as allocate } from './allocate';
import { register as bootstrap } from './bootstrap';
import { register as deploy } from './deploy';
import { register as diff } from './diff';
import { register as explain } from './explain';
import { register as guardrails } from './guardrails';
import { register as list } from './list';
import { register as lock } from './lock';
import { register as own } from './own';
import { register as plan } from './plan';
import { register as preview } from './preview';
import { register as rehearse } from './rehearse';
import { register as release } from './release';
import { register as schema } from './schema';
import { register as synth } from './synth';
import { register as test } from './test';
import { register as validate } from './validate';
import { register as verify } from './verify';
import { register as whoCan } from './who-can';

/**
 * Every command of `landfall`, in the order of the help. Each lives in a file of its own beside this one and exports
 * `register`. Packages that are slow to load, such as an SDK, are imported where they are used, not at the top.
 */
export const commands: readonly ((program: Command) => void)[] = [
  validate,
  rehearse,
  account,
  access,
  guardrails,
  test,
  whoCan,
  diff,
  allocate,
  preview,
  synth,
  adopt,
  verify,
  bootstrap,
  list,
  own,
  release,
  plan,
  deploy,
  lock,
  schema,
  explain,
];
