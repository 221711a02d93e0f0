import { DiagnosticError } from '../../diagnostics/diagnostic';
import { failureMessage } from '../../diagnostics/failure';
import { ControlTowerRefusal } from '../../runner/control-tower-api';
import type { Gap } from '../inventory';
import { callParts, type Action } from './calls';

/** Where a call is made. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
}

/** What every answer that comes in pages may end with. */
interface Paged {
  readonly NextToken?: string | undefined;
  readonly nextToken?: string | undefined;
  readonly NextPageToken?: string | undefined;
}

/** Makes calls at one place. A call that fails is a gap of the inventory; only credentials that end are an exception. */
export interface Asker {
  readonly place: Place;
  /** @returns undefined where AWS refused, or answered that there is none (codes in `absent`) */
  readonly one: <Answer>(
    action: Action,
    send: () => Promise<Answer>,
    absent?: readonly string[],
  ) => Promise<Answer | undefined>;
  /** For the few calls without which nothing can be read. @throws what AWS answers */
  readonly must: <Answer>(action: Action, send: () => Promise<Answer>) => Promise<Answer>;
  /** All pages; where one is refused, those before it. */
  readonly all: <Page extends Paged, Item>(
    action: Action,
    send: (next: string | undefined) => Promise<Page>,
    items: (page: Page) => readonly Item[] | undefined,
    absent?: readonly string[],
  ) => Promise<readonly Item[]>;
  /** Names something that AWS didn't tell although it answered. */
  readonly miss: (action: Action, code: string, message: string) => void;
}

/** Keeps count of calls and gaps of a whole scan. */
export interface Interview {
  readonly at: (place: Place) => Asker;
  /** Calls by service, pages counted one by one, repetitions after throttling not. */
  readonly counts: () => ReadonlyMap<string, number>;
  readonly gaps: () => readonly Gap[];
}

/**
 * @param atOnce calls under way at the same time, over all services
 * @param called told after each call
 */
export function interview(atOnce: number, called: () => void = () => undefined): Interview {
  const counts = new Map<string, number>();
  const gaps = new Map<string, Gap>();
  const limited = limiter(atOnce);
  const note = (action: Action, { accountId, region }: Place, code: string, message: string): void => {
    const key = JSON.stringify([action, accountId, region, code]);
    const times = (gaps.get(key)?.times ?? 0) + 1;
    const first = gaps.get(key) ?? { part: callParts[action], action, accountId, region, code, message, times };
    gaps.set(key, { ...first, times });
  };
  const send = async <Answer>(action: Action, work: () => Promise<Answer>): Promise<Answer> =>
    limited(async () => {
      const service = action.slice(0, action.indexOf(':'));
      counts.set(service, (counts.get(service) ?? 0) + 1);
      try {
        return await work();
      } finally {
        called();
      }
    });
  const at = (place: Place): Asker => {
    const one: Asker['one'] = async (action, work, absent = []) => {
      try {
        return await send(action, work);
      } catch (error) {
        const { code, message } = refusal(error);
        if (expired.has(code)) throw ended(message);
        if (!absent.includes(code)) note(action, place, code, message);
        return undefined;
      }
    };
    return {
      place,
      one,
      must: send,
      all: async (action, page, items, absent) => {
        const found = [];
        for (let next: string | undefined, first = true; first || next !== undefined; first = false) {
          const token = next;
          const answer = await one(action, () => page(token), absent);
          if (answer === undefined) break;
          found.push(...(items(answer) ?? []));
          next = [answer.NextToken, answer.nextToken, answer.NextPageToken].find(
            (one) => one !== undefined && one !== '',
          );
        }
        return found;
      },
      miss: (action, code, message) => note(action, place, code, message),
    };
  };
  return { at, counts: () => counts, gaps: () => [...gaps.values()] };
}

/** AWS's code and text of a failed call; of a failure on the way, its class and text. */
export function refusal(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof ControlTowerRefusal) return { code: error.name, message: error.reason };
  const code = typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : 'Error';
  return { code, message: failureMessage(error) };
}

/** Codes of credentials that were good once; from here on every call would only be another gap. */
const expired: ReadonlySet<string> = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'RequestExpired',
  'CredentialsProviderError',
]);

function ended(reason: string): DiagnosticError {
  const message = `the credentials ended in the midst of reading: ${reason}`;
  const help = 'Log in again and start anew; nothing was written.';
  return new DiagnosticError([{ severity: 'error', code: 'LF6007', message, help }]);
}

function limiter(atOnce: number): <Value>(work: () => Promise<Value>) => Promise<Value> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    // Whoever ends hands its turn on, so nobody who comes in between takes it.
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
