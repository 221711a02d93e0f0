import { check } from './check';

/** LF2017: in continuous integration nothing is decided that would then not be committed. */
export const undecided = check(({ ci, zone }) => {
  if (!ci) return [];
  const sources = new Map(zone.accounts.map((account) => [`address/${account.key}`, account.source]));
  return zone.undecided.map((key) => ({
    code: 'LF2017',
    at: sources.get(key) ?? { file: 'accounts.yaml', path: [] },
    mark: 'key',
    message: `${key} is not decided in lock/decisions.json, and under CI nothing is decided`,
    help: 'Run `landfall allocate` and commit lock/decisions.json with the change',
  }));
});
