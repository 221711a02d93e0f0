import { z } from 'zod';
import type { ControlTowerApi } from '../../runner/control-tower-api';
import type { FoundBaseline, FoundControl, FoundControlTower, FoundLandingZone } from '../inventory';
import type { Asker } from './ask';
import { perhaps, sortedRecord } from './values';

const text = z.string().nullish();
const nextToken = z
  .string()
  .nullish()
  .transform((token) => token ?? undefined);
const status = z.object({ status: text }).nullish();
const parameters = z.array(z.object({ key: z.string(), value: z.unknown() })).nullish();

const landingZones = z.object({ landingZones: z.array(z.object({ arn: z.string() })), nextToken });
const landingZone = z.object({
  landingZone: z.object({
    arn: text,
    version: text,
    latestAvailableVersion: text,
    status: text,
    driftStatus: status,
    remediationTypes: z.array(z.string()).nullish(),
    manifest: z.unknown(),
  }),
});
const tagged = z.object({ tags: z.record(z.string(), z.string()).nullish() });

const control = z.object({
  arn: text,
  controlIdentifier: z.string(),
  targetIdentifier: text,
  statusSummary: status,
  driftStatusSummary: z.object({ driftStatus: text }).nullish(),
  parentIdentifier: text,
});
const controls = z.object({ enabledControls: z.array(control), nextToken });
const controlDetails = z.object({ enabledControlDetails: z.object({ parameters }) });

const baselines = z.object({ baselines: z.array(z.object({ arn: z.string(), name: z.string() })), nextToken });
const baseline = z.object({
  arn: z.string(),
  baselineIdentifier: z.string(),
  baselineVersion: text,
  targetIdentifier: z.string(),
  parentIdentifier: text,
  statusSummary: status,
  driftStatusSummary: z.object({ types: z.object({ inheritance: status }).nullish() }).nullish(),
});
const enabledBaselines = z.object({ enabledBaselines: z.array(baseline), nextToken });
const baselineDetails = z.object({ enabledBaselineDetails: z.object({ parameters }) });

/** Reads Control Tower in its home Region; nothing is found, and nothing missing, where there is no landing zone. */
export async function readControlTower(ask: Asker, api: ControlTowerApi): Promise<FoundControlTower> {
  const [zone, found, enabled] = await Promise.all([
    readLandingZone(ask, api),
    readControls(ask, api),
    readBaselines(ask, api),
  ]);
  return { landingZone: zone, controls: found, baselines: enabled };
}

async function readLandingZone(ask: Asker, api: ControlTowerApi): Promise<FoundLandingZone | undefined> {
  const [listed] = await ask.all(
    'controltower:ListLandingZones',
    async (token) => landingZones.parse(await api.post('/list-landingzones', { nextToken: token })),
    (page) => page.landingZones,
  );
  if (listed === undefined) return undefined;
  const { arn } = listed;
  const [described, tags] = await Promise.all([
    ask.one('controltower:GetLandingZone', async () =>
      landingZone.parse(await api.post('/get-landingzone', { landingZoneIdentifier: arn })),
    ),
    readTags(ask, api, arn),
  ]);
  const zone = described?.landingZone;
  if (zone === undefined) return undefined;
  return {
    arn,
    version: zone.version ?? '',
    latestVersion: given(zone.latestAvailableVersion),
    status: given(zone.status),
    drift: given(zone.driftStatus?.status),
    remediationTypes: zone.remediationTypes ?? [],
    manifest: zone.manifest ?? {},
    tags,
  };
}

async function readControls(ask: Asker, api: ControlTowerApi): Promise<readonly FoundControl[]> {
  const found = await ask.all(
    'controltower:ListEnabledControls',
    async (token) => controls.parse(await api.post('/list-enabled-controls', { nextToken: token })),
    (page) => page.enabledControls,
    ['ResourceNotFoundException'],
  );
  return Promise.all(
    found.map(async ({ arn, controlIdentifier, driftStatusSummary, statusSummary, targetIdentifier }) => {
      const details = await ask.one('controltower:GetEnabledControl', async () =>
        controlDetails.parse(await api.post('/get-enabled-control', { enabledControlIdentifier: arn ?? '' })),
      );
      return {
        arn: arn ?? '',
        controlIdentifier,
        targetIdentifier: targetIdentifier ?? '',
        status: given(statusSummary?.status),
        drift: given(driftStatusSummary?.driftStatus),
        parameters: details?.enabledControlDetails.parameters ?? [],
      };
    }),
  );
}

async function readBaselines(ask: Asker, api: ControlTowerApi): Promise<readonly FoundBaseline[]> {
  const known = await ask.all(
    'controltower:ListBaselines',
    async (token) => baselines.parse(await api.post('/list-baselines', { nextToken: token })),
    (page) => page.baselines,
  );
  const names = new Map(known.map(({ arn, name }) => [arn, name]));
  const found = await ask.all(
    'controltower:ListEnabledBaselines',
    async (token) =>
      enabledBaselines.parse(await api.post('/list-enabled-baselines', { nextToken: token, includeChildren: true })),
    (page) => page.enabledBaselines,
    ['ResourceNotFoundException'],
  );
  return Promise.all(
    found.map(async (one) => {
      const { arn, baselineIdentifier, driftStatusSummary, statusSummary, targetIdentifier } = one;
      const parentIdentifier = given(one.parentIdentifier);
      const own = parentIdentifier === undefined;
      const [details, tags] = own
        ? await Promise.all([
            ask.one('controltower:GetEnabledBaseline', async () =>
              baselineDetails.parse(await api.post('/get-enabled-baseline', { enabledBaselineIdentifier: arn })),
            ),
            readTags(ask, api, arn),
          ])
        : [undefined, {}];
      return {
        arn,
        baselineIdentifier,
        name: names.get(baselineIdentifier),
        version: given(one.baselineVersion),
        targetIdentifier,
        parentIdentifier,
        status: given(statusSummary?.status),
        drift: given(driftStatusSummary?.types?.inheritance?.status),
        parameters: details?.enabledBaselineDetails.parameters ?? [],
        tags,
      };
    }),
  );
}

async function readTags(ask: Asker, api: ControlTowerApi, arn: string): Promise<Readonly<Record<string, string>>> {
  const answer = await ask.one('controltower:ListTagsForResource', async () =>
    tagged.parse(await api.get(`/tags/${encodeURIComponent(arn)}`)),
  );
  return sortedRecord(Object.entries(answer?.tags ?? {}));
}

function given(value: string | null | undefined): string | undefined {
  return perhaps(value ?? undefined);
}
