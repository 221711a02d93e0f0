import { asOf, controlReference, type CataloguedControl, type ControlEntries } from './entry';

/** All of them need the control that protects their hooks. */
const hooksProtected = 'CT.CLOUDFORMATION.PR.1';

/**
 * Controls that refuse before something is made. They are hooks of CloudFormation, so they see what stacks of
 * CloudFormation and the Cloud Control API make, such as products of Service Catalog, and nothing that Terraform's AWS
 * provider or people make. `landfall/checks/own-rules/` holds our own stacks to the same rules.
 * Sources: AWS Control Tower controls reference guide, the page of each, and "Tables of control metadata"; 2026-11.
 */
export const proactiveControls: ControlEntries = {
  'CT.S3.PR.1': hook('Buckets block public access', 'INPHVGNNYWHE', 's3-rules.html#ct-s3-pr-1-description'),
  'CT.EC2.PR.7': hook('Volumes are encrypted', 'CZSRNXVWVWON', 'ec2-rules.html#ct-ec2-pr-7-description'),
  // Instances have controls of their own; this one is about clusters.
  'CT.RDS.PR.16': hook('Database clusters are encrypted', 'WLPOBBCCAWEG', 'rds-rules.html#ct-rds-pr-16-description'),
  'CT.SAGEMAKER.PR.1': hook(
    'Notebooks have no internet path of their own',
    'XRTOTOYPMYBC',
    'sagemaker-rules.html#ct-sagemaker-pr-1-description',
  ),
  'CT.SAGEMAKER.PR.2': hook(
    'Notebooks lie in a VPC of ours',
    'YEXOMFQQIRQX',
    'sagemaker-rules.html#ct-sagemaker-pr-2-description',
  ),
  'CT.SAGEMAKER.PR.3': hook(
    'Notebooks give no root access',
    'QUAMXLGBEEBM',
    'sagemaker-rules.html#ct-sagemaker-pr-3-description',
  ),
};

function hook(description: string, idInIreland: string, page: string): CataloguedControl {
  return {
    behavior: 'proactive',
    implementation: 'CloudFormation hook',
    description,
    regionalIds: { 'eu-west-1': idInIreland },
    parameters: {},
    requires: [hooksProtected],
    regions: 'governed',
    documentation: `${controlReference}/${page}`,
    asOf,
  };
}
