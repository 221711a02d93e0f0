import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchema, schemaFile, schemaNames } from '../../../landfall/config/json-schema';

const folder = join(__dirname, '..', '..', '..', 'schemas');

describe('the committed JSON Schemas', () => {
  test('are those of the files that exist', () => {
    expect(readdirSync(folder).sort()).toEqual(schemaNames.map(schemaFile).sort());
  });

  // If this fails: npm run schemas
  test.each(schemaNames)('%s is as generated', (name) => {
    expect(readFileSync(join(folder, schemaFile(name)), 'utf8')).toBe(jsonSchema(name));
  });

  test.each(schemaNames)('%s says what the file is for and allows no other keys', (name) => {
    const schema: unknown = JSON.parse(jsonSchema(name) ?? '');
    expect(schema).toHaveProperty('$schema', 'https://json-schema.org/draft/2020-12/schema');
    expect(schema).toHaveProperty('description');
    expect(schema).toHaveProperty('additionalProperties', false);
  });

  test('there is none for an unknown name', () => {
    expect(jsonSchema('unknown')).toBeUndefined();
  });
});
