import { join } from 'node:path';
import { z } from 'zod';
import { readText } from '../../config/disk';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { canonicalJson } from '../../model/lock';
import { inventorySchema, type Inventory } from '../inventory';

/** What an organization's folder remembers of its adoption: what was found the last time, and how teams were told. */
export interface Adopted {
  readonly inventory: Inventory;
  /** The rule for teams as people wrote it; undefined where they wrote none. */
  readonly teamsBy: string | undefined;
}

/** Path inside the organization's folder. */
export const adoptedPath = 'lock/adopted.json';

const adoptedFile = z.strictObject({ teamsBy: z.string().optional(), inventory: inventorySchema });

/** What the folder remembers; `absent` where it was never written by adoption. */
export type ReadAdopted =
  | { readonly kind: 'read'; readonly adopted: Adopted }
  | { readonly kind: 'absent' }
  | { readonly kind: 'wrong'; readonly diagnostic: Diagnostic };

/** Reads what was found the last time. */
export function readAdopted(directory: string): ReadAdopted {
  const path = join(directory, adoptedPath);
  const read = readText(path);
  if (read.kind === 'absent') return { kind: 'absent' };
  if (read.kind === 'unreadable') return { kind: 'wrong', diagnostic: read.diagnostic };
  const parsed = adoptedFile.safeParse(jsonOf(read.text));
  if (parsed.success) {
    return { kind: 'read', adopted: { inventory: parsed.data.inventory, teamsBy: parsed.data.teamsBy } };
  }
  return {
    kind: 'wrong',
    diagnostic: {
      severity: 'error',
      code: 'LF6018',
      message: `${path} does not hold what adoption found the last time`,
      help: 'Take the last committed one back, or adopt into a new folder and compare',
      location: { file: path, line: 1, column: 1 },
    },
  };
}

/** Text of the file: the same organization is the same text. */
export function adoptedText({ inventory, teamsBy }: Adopted): string {
  return canonicalJson({ teamsBy, inventory });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
