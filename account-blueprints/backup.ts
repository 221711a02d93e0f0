import { Blueprint } from './blueprint';

/** An account for AWS Backup: Control Tower makes the vaults and reports in it; only the baseline is ours. */
export class Backup extends Blueprint {}
