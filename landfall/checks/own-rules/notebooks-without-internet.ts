import { is, type OwnRule } from './rule';

/** Without the argument SageMaker gives an internet path. */
export const notebooksWithoutInternet: OwnRule = {
  control: 'CT.SAGEMAKER.PR.1',
  types: ['aws_sagemaker_notebook_instance'],
  problem: ({ arguments: { direct_internet_access } }) =>
    is(direct_internet_access, 'Disabled') ? undefined : 'has an internet path of its own',
  help: 'Set direct_internet_access to Disabled, with subnet_id and security_groups',
};
