import { BlueprintRegistry, blueprintRegistry, builtInBlueprints } from '../../account-blueprints/registry';
import { builtInBlueprints as known } from '../../landfall/model/accounts/blueprints';

describe('the registry of blueprints', () => {
  it('holds every version of what the model knows, and nothing else', () => {
    const versions = [...known].flatMap(([name, newest]) =>
      Array.from({ length: newest }, (_, at) => `${name}@${String(at + 1)}`),
    );
    expect(new BlueprintRegistry(builtInBlueprints).references).toEqual(versions.sort());
  });

  it.each(builtInBlueprints.map(({ name, version, description }) => [name, version, description] as const))(
    'finds %s@%i: %s',
    (name, version, description) => {
      expect(blueprintRegistry.find(name, version)).toMatchObject({ name, version, description });
    },
  );

  it('says what there is when a blueprint is not there', () => {
    expect(() => blueprintRegistry.find('ml-workload', 9)).toThrow(
      /LF1710: there is no blueprint ml-workload@9; there are/,
    );
  });
});
