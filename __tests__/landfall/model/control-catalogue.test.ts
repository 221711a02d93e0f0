import { catalogueIdentifier, cataloguedControl, controlCatalogue } from '../../../landfall/model/control-catalogue';

const entries = Object.entries(controlCatalogue);

describe('the catalogue of controls', () => {
  it('holds more than the controls that a machine learning platform wants at least', () => {
    expect(entries.length).toBeGreaterThanOrEqual(25);
    expect(new Set(entries.map(([, { behavior }]) => behavior)).size).toBe(3);
  });

  it.each(entries)('%s has an identifier of the form that AWS documents, a page and a date', (key, control) => {
    const { asOf, documentation, globalId, regionalIds = {} } = control;
    const ids = Object.entries(regionalIds);
    expect(globalId !== undefined || ids.length > 0).toBe(true);
    expect(globalId ?? 'a'.repeat(24)).toMatch(/^[0-9a-z]{23,25}$/);
    for (const [region, id] of ids)
      expect([region, id]).toEqual([expect.stringMatching(/^[a-z]+-[a-z]+-\d$/), expect.stringMatching(/^[A-Z]{12}$/)]);
    expect(documentation).toMatch(
      /^https:\/\/docs\.aws\.amazon\.com\/controltower\/latest\/controlreference\/[a-z0-9-]+\.html/,
    );
    expect(asOf).toMatch(/^20\d\d-\d\d$/);
    expect(key).toMatch(/^(AWS-GR_[A-Z0-9_]+|CT\.[A-Z0-9]+\.P[RV]\.\d+)$/);
  });

  it('gives no two controls the same identifier', () => {
    const ids = entries.flatMap(([, { globalId, regionalIds = {} }]) =>
      [globalId ?? [], Object.values(regionalIds)].flat(),
    );
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('requires only controls that it holds, and in no ring', () => {
    const depth = (key: string, left: number): number =>
      left === 0
        ? Infinity
        : Math.max(0, ...(cataloguedControl(key)?.requires ?? []).map((each) => 1 + depth(each, left - 1)));
    const required = entries.flatMap(([, { requires }]) => requires);
    expect(required.filter((key) => cataloguedControl(key) === undefined)).toEqual([]);
    expect(entries.filter(([key]) => depth(key, 5) === Infinity)).toEqual([]);
  });

  it('has every proactive control wait for the one that protects its hooks', () => {
    const proactive = entries.filter(([, { behavior }]) => behavior === 'proactive');
    expect(proactive.map(([, { requires }]) => requires)).toEqual(proactive.map(() => ['CT.CLOUDFORMATION.PR.1']));
  });

  it.each([
    ['CT.MULTISERVICE.PV.1', 'eu-west-1', 'arn:aws:controlcatalog:::control/ka8e3pkqefnjsxuyc26ji580'],
    ['CT.S3.PR.1', 'eu-west-1', 'arn:aws:controltower:eu-west-1::control/INPHVGNNYWHE'],
    ['CT.S3.PR.1', 'ca-central-1', undefined],
    ['CT.NOTHING.PR.1', 'eu-west-1', undefined],
    ['toString', 'eu-west-1', undefined],
  ])('calls %s from %s %s', (key, region, arn) => {
    expect(catalogueIdentifier(key, region)).toBe(arn);
  });
});
