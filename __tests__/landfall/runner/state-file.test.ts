import { readStateFile } from '../../../landfall/runner/state-file';

const aws = 'provider["registry.terraform.io/hashicorp/aws"]';
const state = (rest: object): string =>
  JSON.stringify({ version: 4, terraform_version: '1.13.1', serial: 3, lineage: 'x', check_results: null, ...rest });
const resource = (provider: string, mode = 'managed', instances: readonly object[] = [{}]): object => ({
  ...{ mode, type: 'aws_s3_bucket', name: 'x', provider, instances },
});

describe('readStateFile', () => {
  test.each<[string, string, ReturnType<typeof readStateFile>]>([
    [
      'an empty state',
      state({ outputs: {}, resources: [] }),
      {
        ...{ assigned: new Map(), resources: 0, isEmpty: true, aliases: [] },
      },
    ],
    [
      'a stack that holds nothing',
      state({ outputs: { assigned: { value: {}, type: ['object', {}] } } }),
      {
        ...{ assigned: new Map(), resources: 0, isEmpty: false, aliases: [] },
      },
    ],
    [
      'ids, objects and aliases, each alias once',
      state({
        outputs: {
          assigned: { value: { 'account/a/id': '111111111111', 'account/b/id': null }, type: ['object', {}] },
        },
        resources: [
          resource(aws),
          resource(`${aws}.network`, 'managed', [{}, {}]),
          resource(`module.x.${aws}.network`),
          resource(`${aws}.archive`),
        ],
      }),
      {
        assigned: new Map([['account/a/id', '111111111111']]),
        resources: 5,
        isEmpty: false,
        aliases: ['archive', 'network'],
      },
    ],
    [
      'data sources and what has no instance hold nothing',
      state({ resources: [resource(`${aws}.network`, 'data'), resource(`${aws}.network`, 'managed', [])] }),
      { assigned: new Map(), resources: 0, isEmpty: true, aliases: [] },
    ],
    [
      'an `assigned` that is no object',
      state({ outputs: { assigned: { value: 'x' } } }),
      {
        ...{ assigned: new Map(), resources: 0, isEmpty: false, aliases: [] },
      },
    ],
    ['another version', JSON.stringify({ version: 3, modules: [] }), undefined],
    ['a lock', JSON.stringify({ ID: 'x', Operation: 'OperationTypeApply' }), undefined],
    ['no JSON', '<html>', undefined],
    ['nothing', '', undefined],
  ])('%s', (_, text, expected) => {
    expect(readStateFile(text)).toEqual(expected);
  });
});
