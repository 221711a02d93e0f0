import {
  DataTerraformRemoteState,
  TerraformBackend,
  type DataTerraformRemoteStateRemoteConfig,
  type TerraformRemoteState,
} from 'cdktf';
import type { Construct } from 'constructs';

export interface HcpBackendProps {
  readonly hostname: string;
  readonly organization: string;
  readonly project: string;
  readonly workspace: string;
}

/**
 * The `cloud` block of one workspace. CDKTF's own CloudBackend runs `terraform version` once per stack, which costs
 * 140 ms each and fails where Terraform isn't installed.
 */
export class HcpBackend extends TerraformBackend {
  constructor(
    scope: Construct,
    private readonly props: HcpBackendProps,
  ) {
    super(scope, 'backend', 'cloud');
  }

  override toTerraform(): { readonly terraform: { readonly cloud: unknown } } {
    const { hostname, organization, project, workspace } = this.props;
    return { terraform: { cloud: { hostname, organization, workspaces: { name: workspace, project } } } };
  }

  protected override synthesizeAttributes(): Record<string, never> {
    return {};
  }

  override getRemoteStateDataSource(scope: Construct, name: string): TerraformRemoteState {
    const { hostname, organization, workspace } = this.props;
    const config: DataTerraformRemoteStateRemoteConfig = { hostname, organization, workspaces: { name: workspace } };
    return new DataTerraformRemoteState(scope, name, config);
  }
}
