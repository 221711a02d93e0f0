import { loadConfiguration } from '../../../landfall/config/load';
import { writeOrganization } from './sample';
test('sample', () => {
  const d = writeOrganization();
  const l = loadConfiguration(d);
  console.log(JSON.stringify(l.diagnostics, null, 1), Object.keys(l.configuration ?? {}));
  expect(l.diagnostics).toEqual([]);
});
