import { z } from 'zod';
import { key } from './common';

export const costsFile = z
  .strictObject({
    categories: z
      .record(key, z.strictObject({ tag: z.string().describe('Account tag whose values become the category') }))
      .optional(),
    teamBudget: z
      .strictObject({
        monthlyUsd: z.number().positive(),
        thresholds: z.array(z.number().positive()).min(1).describe('Percent of the budget that alert the team'),
      })
      .optional(),
    anomalies: z
      .strictObject({ email: z.string(), minimumUsd: z.number().positive() })
      .optional()
      .describe('Anomaly detection by service'),
  })
  .describe('Cost categories, budgets and anomaly detection');

export type CostsFile = z.infer<typeof costsFile>;
