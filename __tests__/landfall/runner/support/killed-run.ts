import { readFileSync } from 'node:fs';
import { run } from '../../../../landfall/runner/run';
import { fakeOrganization, type FakeStack } from './fake-organization';

// A run in a process of its own, to be killed: node -r typescript-hook.js killed-run.ts <folder> <stacks.json> <event>.
// It tells each event on a line, then goes on; whoever reads kills it when the moment has come.
const [, , root = '', file = ''] = process.argv;
const isStacks = (value: unknown): value is readonly FakeStack[] => Array.isArray(value);
const stacks: unknown = JSON.parse(readFileSync(file, 'utf8'));
if (!isStacks(stacks)) throw new Error('no stacks');
const { options, hooks } = fakeOrganization(root, stacks, {
  hooks: {
    report: (event) => {
      const detail = event.kind === 'phase' ? `${event.stack} ${event.phase}` : event.kind === 'line' ? event.line : '';
      process.stdout.write(`${event.kind} ${detail}\n`);
    },
  },
});
void run('deploy', options, hooks).then(({ ok }) => process.exit(ok ? 0 : 1));
