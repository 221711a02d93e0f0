#!/usr/bin/env node
import { commands } from './commands';
import { run } from './program';

// Node 20 is supported on purpose; the SDK's reminder of newer versions is nothing that a user of Landfall can act on.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

// A reader that has seen enough (`landfall validate | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

void run(process.argv.slice(2), commands).then((exitCode) => {
  // Not process.exit: output that is still on its way would be cut off.
  process.exitCode = exitCode;
});
