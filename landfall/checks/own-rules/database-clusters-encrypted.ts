import { is, type OwnRule } from './rule';

/** Clusters; the control for single instances is another one. */
export const databaseClustersEncrypted: OwnRule = {
  control: 'CT.RDS.PR.16',
  types: ['aws_rds_cluster'],
  problem: ({ arguments: { storage_encrypted } }) => (is(storage_encrypted, true) ? undefined : 'is not encrypted'),
  help: 'Set storage_encrypted to true',
};
