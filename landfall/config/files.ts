import type { z } from 'zod';
import { acceptedFile } from './schemas/accepted';
import { accessFile } from './schemas/access';
import { accountsFile } from './schemas/accounts';
import { costsFile } from './schemas/costs';
import { customFile } from './schemas/custom';
import { guardrailsFile } from './schemas/guardrails';
import { networkFile } from './schemas/network';
import { organizationFile } from './schemas/organization';
import { portfoliosFile } from './schemas/portfolios';
import { removedFile } from './schemas/removed';
import { securityFile } from './schemas/security';
import { teamFile } from './schemas/team';
import { testsFile } from './schemas/tests';
import { unitsFile } from './schemas/units';

/** One kind of file in an organization's directory. */
export interface FileKind<T> {
  /** Name in the directory; for teams the name of one file of many. */
  readonly file: string;
  readonly schema: z.ZodType<T>;
  /** An optional file that is absent counts as empty. */
  readonly required: boolean;
}

function required<T>(file: string, schema: z.ZodType<T>): FileKind<T> {
  return { file, schema, required: true };
}

function optional<T>(file: string, schema: z.ZodType<T>): FileKind<T> {
  return { file, schema, required: false };
}

/** Every file that stands once in the directory. */
export const singleFiles = {
  organization: required('organization.yaml', organizationFile),
  units: required('units.yaml', unitsFile),
  accounts: required('accounts.yaml', accountsFile),
  access: required('access.yaml', accessFile),
  network: required('network.yaml', networkFile),
  guardrails: required('guardrails.yaml', guardrailsFile),
  portfolios: required('portfolios.yaml', portfoliosFile),
  security: optional('security.yaml', securityFile),
  costs: optional('costs.yaml', costsFile),
  removed: optional('removed.yaml', removedFile),
  custom: optional('custom.yaml', customFile),
  accepted: optional('accepted.yaml', acceptedFile),
} as const;

/** The file of one team: `teams/<key>.yaml`. */
export const team = { schema: teamFile } as const;

/** The schema of each kind of file by the name under which it is published in `schemas/`. */
export const publishedSchemas: Readonly<Record<string, z.ZodType>> = {
  ...Object.fromEntries(Object.entries(singleFiles).map(([name, kind]) => [name, kind.schema])),
  team: teamFile,
  tests: testsFile,
};
