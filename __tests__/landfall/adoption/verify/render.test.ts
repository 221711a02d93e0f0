import type { Inventory } from '../../../../landfall/adoption/inventory';
import { verifyOrganization } from '../../../../landfall/adoption/verify';
import { isRemark } from '../../../../landfall/adoption/verify/difference';
import { renderDifferences } from '../../../../landfall/adoption/verify/render';
import { zoneOf } from '../../../support/organization';
import { perfectDeployment } from './perfect';

const zone = zoneOf('examples/minimal');
const perfect = perfectDeployment(zone);

describe('the answer', () => {
  const rendering = { color: false, organization: 'o-1', sources: zone.sources };
  const found = verifyOrganization(
    {
      ...perfect.inventory,
      accounts: perfect.inventory.accounts.map((account) => ({ ...account, name: account.name.toUpperCase() })),
      gaps: [{ part: 'tags', action: 'x:Y', code: 'AccessDenied', message: 'no', times: 1 }],
    },
    zone,
    perfect.lock,
  );
  const differences = found.filter((one) => !isRemark(one));

  test('ends for people with a summary by kind', () => {
    const text = renderDifferences(found, { ...rendering, format: 'text' });
    expect(text).toMatch(/warning LF6129: account data-lake is called DATA LAKE; described: Data lake/);
    expect(text).toMatch(/examples\/minimal\/accounts\.yaml:\d+:\d+/);
    expect(text.trimEnd().split('\n').slice(-2)).toEqual([
      `${differences.length} differences in what could be compared: accounts ${differences.length}`,
      'not compared, at least in part: tags',
    ]);
    expect(renderDifferences([], { ...rendering, format: 'text' })).toBe('no difference\n');
  });

  test('is stable for programs', () => {
    const document: unknown = JSON.parse(renderDifferences(found, { ...rendering, format: 'json' }));
    expect(document).toMatchObject({
      ...{ schema: 1, organization: 'o-1', differences: differences.length, remarks: 1 },
      summary: { accounts: differences.length },
    });
    const [first] = differences.filter(({ subject }) => subject === 'account data-lake');
    const { at, ...told } = first ?? { at: { file: '', path: [] } };
    const finding = { remark: false, ...told, location: zone.sources.locate(at) };
    expect(document).toHaveProperty('findings', expect.arrayContaining([finding]));
    expect(finding).toMatchObject({ code: 'LF6129', found: 'is called DATA LAKE', described: 'Data lake' });
  });

  test('is SARIF for code hosts', () => {
    const document: unknown = JSON.parse(renderDifferences(found, { ...rendering, format: 'sarif' }));
    expect(document).toMatchObject({ version: '2.1.0', runs: [{ tool: { driver: { name: 'landfall' } } }] });
    expect(JSON.stringify(document)).toContain('"ruleId":"LF6129"');
  });

  test('does not depend on the order of what was found', () => {
    const { accounts, identityCenter, policies } = perfect.inventory;
    const reversed: Inventory = {
      ...perfect.inventory,
      ...{ accounts: [...accounts].reverse(), policies: [...policies].reverse(), identityCenter },
    };
    expect(verifyOrganization(reversed, zone, perfect.lock)).toEqual([]);
  });
});
