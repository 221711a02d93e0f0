import { checkOrganization } from '../../../landfall/checks';
import { policyRooms } from '../../../landfall/cli/guardrails';
import { controlCatalogue } from '../../../landfall/model/control-catalogue';
import { guardrailsPage } from '../../../landfall/report/guardrail-table';

const { zone } = checkOrganization('landing-zone');
if (zone === undefined) throw new Error("landing-zone can't be read");
const page = guardrailsPage(zone, policyRooms);
const lines = page.slice(0, page.indexOf('## What room is left')).split('\n');

function linesWith(...cells: readonly string[]): readonly string[] {
  return lines.filter((line) => line.startsWith(`| ${cells.join(' | ')} |`));
}

describe('the table of guardrails', () => {
  test('has one row for everything that sits on a unit or an account', () => {
    const units = zone.guardrails.units.flatMap(({ controls, policies, unit }) =>
      [...policies, ...controls.map(({ control }) => control)].map((name) => [unit, name]),
    );
    const accounts = zone.guardrails.accounts.flatMap(({ account, policies }) =>
      policies.map((name) => [account, name]),
    );
    const labels = new Map(zone.units.map(({ id, label }) => [id, label]));
    const rows = [...units, ...accounts].map(([target = '', name = '']) =>
      linesWith(labels.get(target) ?? target, name),
    );
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.filter((found) => found.length !== 1)).toEqual([]);
  });

  test('says how long a policy is, where it is written and what it reaches', () => {
    expect(linesWith('Workloads', 'sagemaker')).toEqual([
      expect.stringMatching(
        /\| service-control \| `policies\/sagemaker\.yaml` \| itself and 3 below \| \d+ of 10240 \|$/,
      ),
    ]);
    expect(linesWith('Workloads/Prod', 'CT.S3.PR.1')).toEqual([
      '| Workloads/Prod | CT.S3.PR.1 | proactive control | AWS Control Tower | itself |  |',
    ]);
    expect(linesWith('data-lake', 'data-perimeter-network')).toHaveLength(1);
  });

  test('lists every control of the catalogue with its page', () => {
    const missing = Object.entries(controlCatalogue).filter(
      ([key, { documentation }]) => !page.includes(`| [${key}](${documentation}) |`),
    );
    expect(missing).toEqual([]);
  });
});
