import type { Account, LandingZone } from '../model/zone';
import type { SourceRef } from './check';

/** Where a setting of an account is written: at the account itself, or for all accounts of its stage. */
export function accountSetting(zone: LandingZone, account: Account, key: 'unit' | 'blueprint'): SourceRef {
  const own: SourceRef = { file: account.source.file, path: [...account.source.path, key] };
  if (account.team === undefined || isWritten(zone, own, account.source)) return own;
  // The last key is the stage as people wrote it; the model has it in lower case.
  const stage = account.source.path.at(-1) ?? account.stage ?? '';
  return { file: 'accounts.yaml', path: ['stages', stage, key] };
}

/** A key that isn't there is located at what should hold it. */
function isWritten({ sources }: LandingZone, ref: SourceRef, above: SourceRef): boolean {
  if (above.path.length === 0) return false;
  const [found, holder] = [sources.locate(ref, 'key'), sources.locate(above, 'key')];
  return found.line !== holder.line || found.column !== holder.column;
}
