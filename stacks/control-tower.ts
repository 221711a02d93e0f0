import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { BackupKey, landingZone, LogKey, ServiceRole } from '../constructs/governance/landing-zone';
import { literal } from '../constructs/literal';
import { fact } from '../landfall/model/facts';
import { backupKeyMarker, logKeyMarker, type ControlTowerContent } from '../landfall/model/slices/control-tower';
import { serviceRolePath } from '../landfall/model/slices/control-tower-roles';
import type { StackEnvelope } from '../landfall/model/stack';
import { LandfallStack } from './landfall-stack';
import { newerArgument } from './newer-arguments';

/** Wave 3: Control Tower's landing zone, the roles it acts with, and the key of its logs. */
export class ControlTowerStack extends LandfallStack {
  constructor(scope: Construct, envelope: StackEnvelope, content: ControlTowerContent) {
    super(scope, envelope);
    const roles = content.roles.flatMap(
      (role) => new ServiceRole(this, role.name, { ...role, path: serviceRolePath }).parts,
    );
    const logKey = content.logKey === undefined ? undefined : new LogKey(this, 'log-key', content.logKey);
    const backupKey =
      content.backupKey === undefined ? undefined : new BackupKey(this, 'backup-key', content.backupKey);
    this.landingZone(content, { [logKeyMarker]: logKey?.arn ?? '', [backupKeyMarker]: backupKey?.arn ?? '' }, [
      ...roles,
      ...(backupKey?.parts ?? []),
    ]);
  }

  private landingZone(
    content: ControlTowerContent,
    keys: Readonly<Record<string, string>>,
    before: readonly ITerraformDependable[],
  ): void {
    if (content.landingZone === undefined) return;
    const { importId, manifest, remediationTypes, version } = content.landingZone;
    const zone = landingZone(this, 'landing-zone', {
      version,
      manifest: Object.entries(keys).reduce((text, [marker, arn]) => text.replaceAll(marker, arn), literal(manifest)),
      importId,
      dependsOn: before,
    });
    if (remediationTypes !== undefined) {
      newerArgument(zone, 'aws_controltower_landing_zone.remediation_types', remediationTypes);
    }
    this.assign(fact.landingZoneArn, zone.arn);
  }
}
