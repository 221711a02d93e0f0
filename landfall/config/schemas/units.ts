import { z } from 'zod';
import { key, manage } from './common';

export interface UnitEntry {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly manage?: 'own' | 'read' | undefined;
  readonly id?: string | undefined;
  readonly registered?: boolean | undefined;
  readonly baseline?: string | undefined;
  readonly units?: Readonly<Record<string, UnitEntry | null>> | undefined;
}

const unit: z.ZodType<UnitEntry> = z
  .lazy(() =>
    z.strictObject({
      name: z.string().min(1).optional().describe('Name in AWS, at most 128 characters; default: the key'),
      description: z.string().optional().describe('What the unit is for'),
      manage: manage.optional(),
      id: z.string().optional().describe('Id of the unit that exists already, such as ou-ab12-cd34ef56'),
      registered: z
        .boolean()
        .optional()
        .describe('Whether AWSControlTowerBaseline is enabled; default: yes, but not for the parent of log archive'),
      baseline: z
        .string()
        .optional()
        .describe('ARN of the baseline that is enabled on a unit that exists already; with manage: own it is imported'),
      units: z.record(key, unit.nullable()).optional().describe('Units below this one'),
    }),
  )
  .meta({ id: 'Unit' });

export const unitsFile = z
  .strictObject({ units: z.record(key, unit.nullable()) })
  .describe('The tree of organizational units');

export type UnitsFile = z.infer<typeof unitsFile>;
