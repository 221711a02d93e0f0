import { LakeformationDataLakeSettings } from '@cdktf/provider-aws/lib/lakeformation-data-lake-settings';
import { Construct } from 'constructs';

export interface LakeFormationProps {
  /** ARNs of roles of the account. */
  readonly administrators: readonly string[];
}

/** Who administers Lake Formation in the account; there is one set of settings an account and Region. */
export class LakeFormation extends Construct {
  readonly settings: LakeformationDataLakeSettings;

  constructor(scope: Construct, id: string, props: LakeFormationProps) {
    super(scope, id);
    this.settings = new LakeformationDataLakeSettings(this, 'settings', { admins: [...props.administrators] });
  }
}
