import type { Construct } from 'constructs';
import { Bucket } from '../constructs/data/bucket';
import { EncryptionKey } from '../constructs/data/encryption-key';
import { ModelEvents } from '../constructs/ml/model-events';
import { StudioDomain } from '../constructs/ml/studio-domain';
import { Role } from '../constructs/security/role';
import { fact } from '../landfall/model/facts';
import { Blueprint, type BlueprintContext } from './blueprint';

/** ML account of a team: data, a role for each persona, and news of approved models for the central account. */
export class MlWorkload extends Blueprint {
  /** Set where the account holds what machine learning needs. */
  protected readonly keyArn: string | undefined;
  /** ARNs by the key of the persona. */
  protected readonly personaArns: ReadonlyMap<string, string>;

  constructor(scope: Construct, id: string, context: BlueprintContext) {
    super(scope, id, context);
    const { mlWorkload } = context.content.parts;
    const personaArns = new Map<string, string>();
    this.personaArns = personaArns;
    if (mlWorkload === undefined) return;
    const key = new EncryptionKey(this, 'key', mlWorkload.key);
    this.keyArn = key.arn;
    new Bucket(this, 'bucket', { ...mlWorkload.bucket, keyArn: key.arn });
    for (const persona of mlWorkload.personas) {
      const role = new Role(this, `persona-${persona.key}`, persona.role);
      personaArns.set(persona.key, role.arn);
      context.publish(`/mlops/role/${persona.key}`, role.arn);
    }
    if (mlWorkload.modelEvents !== undefined) new ModelEvents(this, 'model-events', mlWorkload.modelEvents);
  }
}

/** Version 2: with SageMaker Studio in the account's VPC. */
export class MlWorkloadWithDomain extends MlWorkload {
  constructor(scope: Construct, id: string, context: BlueprintContext) {
    super(scope, id, context);
    const { content, network } = context;
    const domain = content.parts.mlWorkload?.domain;
    const executionRoleArn = this.personaArns.get('default');
    if (domain === undefined || network === undefined || this.keyArn === undefined || executionRoleArn === undefined) {
      return;
    }
    const { applicationArn } = new StudioDomain(this, 'studio', {
      name: domain.name,
      network,
      keyArn: this.keyArn,
      executionRoleArn,
    });
    context.assign(fact.domainApplicationArn(content.account), applicationArn);
  }
}
