import { z } from 'zod';
import { listOf, tags, text, texts } from './base';

const landingZone = z
  .strictObject({
    arn: text,
    version: text,
    latestVersion: text.optional(),
    /** `ACTIVE`, `PROCESSING` or `FAILED`. */
    status: text.optional(),
    /** `IN_SYNC` or `DRIFTED`. */
    drift: text.optional(),
    remediationTypes: texts,
    /** As AWS returns it: its keys depend on the version. */
    manifest: z.unknown(),
    tags,
  })
  .readonly();

const parameters = listOf(z.strictObject({ key: text, value: z.unknown() }).readonly());

const enabledControl = z
  .strictObject({
    arn: text,
    /** ARN of the control, in either of AWS's two spellings. */
    controlIdentifier: text,
    /** ARN of a unit. */
    targetIdentifier: text,
    status: text.optional(),
    drift: text.optional(),
    parameters,
  })
  .readonly();

const enabledBaseline = z
  .strictObject({
    arn: text,
    baselineIdentifier: text,
    /** Such as `AWSControlTowerBaseline`, where AWS lists the baseline. */
    name: text.optional(),
    version: text.optional(),
    /** ARN of a unit or an account. */
    targetIdentifier: text,
    /** The enabled baseline that this one was inherited from. */
    parentIdentifier: text.optional(),
    status: text.optional(),
    drift: text.optional(),
    parameters,
    /** Not read where it was inherited. */
    tags,
  })
  .readonly();

export const controlTower = z
  .strictObject({
    landingZone: landingZone.optional(),
    controls: listOf(enabledControl),
    baselines: listOf(enabledBaseline),
  })
  .readonly();

export type FoundControlTower = z.infer<typeof controlTower>;
export type FoundLandingZone = z.infer<typeof landingZone>;
export type FoundControl = z.infer<typeof enabledControl>;
export type FoundBaseline = z.infer<typeof enabledBaseline>;
