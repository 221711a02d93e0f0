import type { Construct } from 'constructs';
import { Role } from '../constructs/security/role';
import { Blueprint, type BlueprintContext } from './blueprint';

/** Tools that the platform shares; hub of the account factory's blueprints. */
export class SharedServices extends Blueprint {
  constructor(scope: Construct, id: string, context: BlueprintContext) {
    super(scope, id, context);
    const access = context.content.parts.sharedServices?.blueprintAccess;
    if (access !== undefined) new Role(this, 'blueprint-access', access);
  }
}
