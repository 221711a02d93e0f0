import type { RunEvent, RunPhase } from './contract';
import { countsText, resultText } from './text';

/** Shows a run as it goes. */
export interface Progress {
  readonly report: (event: RunEvent) => void;
  /** Takes the live lines away, so that something else can be printed. */
  readonly pause: () => void;
  readonly end: () => void;
}

/** A terminal, or whatever stands for it. */
export interface ProgressOutput {
  readonly write: (text: string) => void;
  /** Columns of a terminal; none where it isn't one. */
  readonly columns: number | undefined;
  readonly now: () => number;
  /** Calls back again and again until the function returned is called. */
  readonly every: (milliseconds: number, tick: () => void) => () => void;
}

const phaseWords: Readonly<Record<RunPhase, string>> = {
  synthesize: 'synthesizing',
  home: "waiting for the account's home",
  recover: 'looking at what a killed apply left',
  init: 'initializing',
  plan: 'planning',
  apply: 'applying',
  output: 'reading ids',
  reveal: 'looking up ids',
};

/** Live lines on a terminal, one line an event elsewhere. */
export function progress(output: ProgressOutput): Progress {
  return output.columns === undefined ? plainProgress(output) : liveProgress(output, output.columns);
}

/** One line an event; nothing that only a terminal understands. */
export function plainProgress({ write }: Pick<ProgressOutput, 'write'>): Progress {
  const report = (event: RunEvent): void => {
    if (event.kind === 'phase') write(`${event.stack}: ${phaseWords[event.phase]}\n`);
    if (event.kind === 'planned') write(`${event.stack}: ${countsText(event.counts)}\n`);
    if (event.kind === 'result' && event.result.kind !== 'planned')
      write(`${event.result.stack}: ${resultText(event.result)}\n`);
    if (event.kind === 'note') write(`${event.text}\n`);
  };
  return { report, pause: () => undefined, end: () => undefined };
}

interface Running {
  readonly phase: RunPhase;
  readonly since: number;
  /** The last thing Terraform said that tells what it is at. */
  readonly line: string;
}

/** Finished stacks scroll away; below stands what runs and how much is left. */
export function liveProgress({ every, now, write }: ProgressOutput, columns: number): Progress {
  const running = new Map<string, Running>();
  const open = new Set<string>();
  const begun = now();
  let total = 0;
  let drawn = 0;
  const erase = (): void => {
    if (drawn > 0) write(`\u001b[${drawn}A\u001b[J`);
    drawn = 0;
  };
  const draw = (): void => {
    const lines = [
      ...[...running].map(([stack, { line, phase, since }]) => {
        const head = `  ${stack}: ${phaseWords[phase]} (${elapsed(now() - since)})`;
        return line === '' ? head : `${head} ${line}`;
      }),
      `  ${total - open.size} of ${total} done, ${open.size - running.size} waiting, ${elapsed(now() - begun)}`,
    ].map((line) => line.slice(0, columns - 1));
    write(`${lines.join('\n')}\n`);
    drawn = lines.length;
  };
  const redraw = (above = ''): void => {
    erase();
    write(above);
    if (total > 0) draw();
  };
  const stop = every(1000, () => {
    if (drawn > 0) redraw();
  });
  const report = (event: RunEvent): void => {
    switch (event.kind) {
      case 'begin':
        total = event.stacks.length;
        event.stacks.forEach((stack) => open.add(stack));
        {
          redraw();
          return;
        }
      case 'phase':
        running.set(event.stack, { phase: event.phase, since: now(), line: '' });
        {
          redraw();
          return;
        }
      case 'planned':
        running.delete(event.stack);
        {
          redraw(`${event.stack}: ${countsText(event.counts)}\n`);
          return;
        }
      case 'line': {
        const known = running.get(event.stack);
        if (known !== undefined && /: (Creating|Modifying|Destroying|Importing|Still )/.test(event.line)) {
          running.set(event.stack, { ...known, line: event.line.trim() });
        }
        return;
      }
      case 'result': {
        const { kind, stack } = event.result;
        running.delete(stack);
        open.delete(stack);
        // A thousand stacks that are as they were need no line each.
        redraw(kind === 'unchanged' || kind === 'planned' ? '' : `${stack}: ${resultText(event.result)}\n`);
        return;
      }
      case 'note': {
        redraw(`${event.text}\n`);
        return;
      }
    }
  };
  return {
    report,
    pause: erase,
    end: () => {
      stop();
      erase();
    },
  };
}

function elapsed(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
