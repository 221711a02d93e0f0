import type { OwnRule } from './rule';

export const notebooksInVpc: OwnRule = {
  control: 'CT.SAGEMAKER.PR.2',
  types: ['aws_sagemaker_notebook_instance'],
  problem: ({ arguments: { subnet_id } }) =>
    typeof subnet_id === 'string' && subnet_id !== '' ? undefined : 'lies in no VPC of ours',
  help: 'Set subnet_id, and security_groups of the same VPC',
};
