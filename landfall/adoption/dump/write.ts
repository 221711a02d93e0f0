import { writeFileAtomically } from '../../config/write';
import type { Inventory } from '../inventory';
import { sortInventory } from '../inventory/order';

/** Text of a dump: what `readDump` reads, and what two scans of an unchanged organization have in common. */
export function dumpText(inventory: Inventory): string {
  return `${JSON.stringify(sortInventory(inventory), undefined, 1)}\n`;
}

/** Writes a dump whole or not at all. */
export function writeDump(file: string, inventory: Inventory): void {
  writeFileAtomically(file, dumpText(inventory));
}
