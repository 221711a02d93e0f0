import { is, type OwnRule } from './rule';

/** Without the argument SageMaker gives root access. */
export const notebooksWithoutRoot: OwnRule = {
  control: 'CT.SAGEMAKER.PR.3',
  types: ['aws_sagemaker_notebook_instance'],
  problem: ({ arguments: { root_access } }) => (is(root_access, 'Disabled') ? undefined : 'gives root access'),
  help: 'Set root_access to Disabled',
};
