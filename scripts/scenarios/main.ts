import { performance } from 'node:perf_hooks';
import { endState, type EndState } from './end-state';
import type { Context, Scenario } from './scenario';
import { scenarios } from './scenarios';
import { World } from './world';

interface Shared {
  readonly context: Context;
  readonly endOfScenario: () => Promise<void>;
  readonly end: () => Promise<void>;
}

function shared(): Shared {
  let world: World | undefined;
  let state: EndState | undefined;
  const own: World[] = [];
  const endShared = async (): Promise<void> => {
    await world?.stop();
    world = undefined;
  };
  const deployed = async (): Promise<World> => {
    if (world !== undefined) return world;
    world = new World('tiny');
    const { result } = await world.rehearse();
    state = await endState(world, result);
    return world;
  };
  const context: Context = {
    deployed,
    undisturbed: async () => {
      if (state === undefined) await deployed();
      if (state === undefined) throw new Error('nothing was deployed');
      return state;
    },
    alone: async (make) => {
      await endShared();
      const made = make();
      own.push(made);
      return made;
    },
    note: (text) => process.stderr.write(`  ${text}\n`),
  };
  const endOfScenario = async (): Promise<void> => {
    for (const made of own.splice(0)) await made.stop();
  };
  return { context, endOfScenario, end: endShared };
}

async function passes(scenario: Scenario, context: Context): Promise<boolean> {
  const begun = performance.now();
  const seconds = (): string => `(${Math.round((performance.now() - begun) / 1000)} s)`;
  try {
    await scenario.run(context);
    process.stdout.write(`ok ${scenario.name} ${seconds()}\n`);
    return true;
  } catch (error) {
    process.stdout.write(`FAILED ${scenario.name} ${seconds()}\n`);
    process.stdout.write(`  ${(error instanceof Error ? error.message : String(error)).replaceAll('\n', '\n  ')}\n`);
    return false;
  }
}

async function main(args: readonly string[]): Promise<number> {
  const only = new Set(args.filter((_, index) => args[index - 1] === '--only'));
  const unknown = [...only].filter((name) => !scenarios.some((scenario) => scenario.name === name));
  if (args.includes('--help') || unknown.length > 0) {
    if (unknown.length > 0) process.stdout.write(`There is no scenario ${unknown.join(', ')}.\n`);
    process.stdout.write('npm run scenarios -- [--only NAME]...\n');
    for (const { name, what } of scenarios) process.stdout.write(`  ${name}: ${what}\n`);
    return unknown.length > 0 ? 2 : 0;
  }
  const { context, end, endOfScenario } = shared();
  const outcomes: boolean[] = [];
  try {
    for (const scenario of scenarios) {
      if (only.size > 0 && !only.has(scenario.name)) continue;
      outcomes.push(await passes(scenario, context));
      await endOfScenario();
    }
  } finally {
    await endOfScenario();
    await end();
  }
  const passed = outcomes.filter((outcome) => outcome).length;
  process.stdout.write(`${passed} passed, ${outcomes.length - passed} failed\n`);
  return passed === outcomes.length ? 0 : 1;
}

// It concerns whoever chooses the SDK, not whoever runs scenarios.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
void main(process.argv.slice(2)).then((code) => (process.exitCode = code));
