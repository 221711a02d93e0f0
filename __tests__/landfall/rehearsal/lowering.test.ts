import fc from 'fast-check';
import { type Lowered, lower, mergeReports } from '../../../landfall/rehearsal/lowering';
import { addressIn, referencesIn } from '../../../landfall/rehearsal/lowering/references';
import { type Json, type JsonObject, objectAt } from '../../../landfall/runner/json';
import { smallSchema } from './small-schema';

const head = {
  terraform: { required_providers: { aws: { source: 'aws', version: '>= 6.66.0' } } },
  provider: { aws: [{ region: 'eu-west-1' }] },
};
const lowered = (sections: JsonObject): Lowered => lower({ ...head, ...sections }, smallSchema);
const resources = (sections: JsonObject): Json | undefined => lowered(sections).document['resource'];

describe('regions', () => {
  const provider = {
    aws: [
      { region: 'eu-west-1', profile: 'p' },
      { alias: 'network', region: 'eu-west-1', assume_role: [{ role_arn: 'arn' }] },
    ],
  };
  test.each<[string, JsonObject, JsonObject, readonly string[]]>([
    ['of the provider itself goes', { region: 'eu-west-1' }, {}, []],
    ['none', {}, {}, []],
    ['null says nothing', { region: null }, {}, []],
    ['another becomes an alias', { region: 'eu-north-1' }, { provider: 'aws.eu-north-1' }, ['aws.eu-north-1']],
    [
      'of an aliased resource becomes an alias of that alias',
      { region: 'eu-north-1', provider: 'aws.network' },
      { provider: 'aws.network-eu-north-1' },
      ['aws.network-eu-north-1'],
    ],
    ['of the alias itself goes', { region: 'eu-west-1', provider: 'aws.network' }, { provider: 'aws.network' }, []],
  ])('%s', (_, body, expected, aliases) => {
    const { document, report } = lowered({ provider, resource: { aws_vpc: { a: body } } });
    expect(document['resource']).toEqual({ aws_vpc: { a: expected } });
    expect(report).toEqual({ leftOut: [], aliases });
  });

  test('the alias copies the block of its own provider', () => {
    const { document } = lowered({
      provider,
      resource: { aws_vpc: { a: { region: 'eu-north-1', provider: 'aws.network' }, b: { region: 'us-east-1' } } },
    });
    expect(document['provider']).toEqual({
      aws: [
        ...provider.aws,
        { alias: 'network-eu-north-1', region: 'eu-north-1', assume_role: [{ role_arn: 'arn' }] },
        { alias: 'us-east-1', region: 'us-east-1', profile: 'p' },
      ],
    });
  });

  test('an alias that is taken by another provider is not taken over', () => {
    const taken = { aws: [{ region: 'eu-west-1' }, { alias: 'us-east-1', region: 'us-east-1', profile: 'other' }] };
    const { document } = lowered({ provider: taken, resource: { aws_vpc: { a: { region: 'us-east-1' } } } });
    expect(document['resource']).toEqual({ aws_vpc: { a: { provider: 'aws.us-east-1-2' } } });
  });

  test('a region that only Terraform knows is reported', () => {
    const { report } = lowered({ resource: { aws_vpc: { a: { region: '${var.region}' } } } });
    expect(report.leftOut).toMatchObject([{ type: 'aws_vpc', argument: 'region', count: 1 }]);
  });

  test('an argument that is named region in the older version is renamed, not dropped', () => {
    const a = { stack_set_instance_region: 'us-east-1', region: 'eu-west-1', account_id: '1' };
    expect(resources({ resource: { aws_cloudformation_stack_set_instance: { a } } })).toEqual({
      aws_cloudformation_stack_set_instance: { a: { region: 'us-east-1', account_id: '1' } },
    });
  });

  test('what was renamed is not taken for an override when it is lowered again', () => {
    const a = { stack_set_instance_region: 'us-east-1', region: 'eu-west-1', account_id: '1' };
    const { document } = lowered({ resource: { aws_cloudformation_stack_set_instance: { a } } });
    expect(lower(document, smallSchema).document).toEqual(document);
  });

  test('a region that is what is asked for stays', () => {
    const data = {
      aws_region: { a: { region: 'us-east-1' } },
      aws_service_principal: { a: { region: 'us-east-1', service_name: 's3' } },
    };
    expect(lowered({ data }).document['data']).toEqual({
      aws_region: { a: { name: 'us-east-1' } },
      aws_service_principal: data.aws_service_principal,
    });
  });

  test('a read-only region becomes an alias as any other', () => {
    const { document, report } = lowered({ resource: { aws_s3_bucket: { a: { bucket: 'b', region: 'us-east-1' } } } });
    expect(document['resource']).toEqual({ aws_s3_bucket: { a: { bucket: 'b', provider: 'aws.us-east-1' } } });
    expect(report.leftOut).toEqual([]);
  });

  test('an alias whose only user is left out is not made', () => {
    const { document, report } = lowered({
      resource: { aws_new: { a: {} }, aws_subnet: { a: { vpc_id: '${aws_new.a.id}', region: 'us-east-1' } } },
    });
    expect(document['provider']).toEqual(head.provider);
    expect(report.aliases).toEqual([]);
  });
});

describe('arguments', () => {
  test('unknown ones go by name, down to the innermost block, in dynamic blocks too', () => {
    const a = {
      '//': { note: 'kept' },
      name: 'n',
      novelty: 1,
      nothing: null,
      ingress: [{ from_port: 1, to_port: 2, novelty: null }],
      rule: [{ priority: 1, action: { kind: 'x', novelty: true } }],
      dynamic: { rule: { for_each: [1], content: { priority: 1, novelty: 2 } }, news: { for_each: [], content: {} } },
      lifecycle: { ignore_changes: ['name', 'novelty', 'rule[0].priority'], prevent_destroy: true },
      count: 1,
      provisioner: [{ 'local-exec': { command: 'x' } }],
    };
    const { document, report } = lowered({ resource: { aws_rules: { a } } });
    expect(document['resource']).toEqual({
      aws_rules: {
        a: {
          '//': { note: 'kept' },
          name: 'n',
          ingress: [{ from_port: 1, to_port: 2 }],
          rule: [{ priority: 1, action: { kind: 'x' } }],
          dynamic: { rule: { for_each: [1], content: { priority: 1 } } },
          lifecycle: { ignore_changes: ['name', 'rule[0].priority'], prevent_destroy: true },
          count: 1,
          provisioner: [{ 'local-exec': { command: 'x' } }],
        },
      },
    });
    expect(report.leftOut.map(({ argument, count }) => [argument, count])).toEqual([
      ['news', 1],
      ['novelty', 1],
      ['rule.action.novelty', 1],
      ['rule.novelty', 1],
    ]);
  });

  test('what then lacks something required goes whole, and is named once', () => {
    const a = { name: 'n', gateway: 'tgw', zones: ['a'] };
    const { document, report } = lowered({ resource: { aws_firewall: { a } } });
    expect(document['resource']).toBeUndefined();
    expect(report.leftOut).toEqual([
      {
        type: 'aws_firewall',
        reason: 'hashicorp/aws 5.100.0 requires vpc_id, mapping; it came with gateway, zones',
        count: 1,
        names: ['aws_firewall.a'],
      },
    ]);
  });

  test('what lacks something required by a mistake of its own stays, for validate to find', () => {
    expect(resources({ resource: { aws_subnet: { a: {} } } })).toEqual({ aws_subnet: { a: {} } });
  });

  test('a dynamic block stands for a required one', () => {
    const a = {
      name: 'n',
      vpc_id: 'v',
      novelty: 1,
      dynamic: { mapping: [{ for_each: [1], content: [{ subnet_id: 's' }] }] },
    };
    expect(resources({ resource: { aws_firewall: { a } } })).toEqual({
      aws_firewall: { a: { name: 'n', vpc_id: 'v', dynamic: a.dynamic } },
    });
  });

  test('read-only arguments go and are reported as such', () => {
    const { report } = lowered({ resource: { aws_vpc: { a: { arn: 'x' } } } });
    expect(report.leftOut).toMatchObject([{ argument: 'arn', reason: 'read-only in hashicorp/aws 5.100.0' }]);
  });

  test('unknown values leave a list alone, elsewhere the block goes; expressions are not judged', () => {
    const { document, report } = lowered({
      resource: {
        aws_organizations_organization: { o: { enabled_policy_types: ['TAG_POLICY', 'NEW_POLICY'] } },
        aws_organizations_policy: {
          a: { name: 'a', type: 'TAG_POLICY' },
          b: { name: 'b', type: 'NEW_POLICY' },
          c: { name: 'c', type: '${var.type}' },
        },
      },
    });
    expect(document['resource']).toEqual({
      aws_organizations_organization: { o: { enabled_policy_types: ['TAG_POLICY'] } },
      aws_organizations_policy: { a: { name: 'a', type: 'TAG_POLICY' }, c: { name: 'c', type: '${var.type}' } },
    });
    expect(report.leftOut).toMatchObject([
      { type: 'aws_organizations_organization', argument: 'enabled_policy_types', value: 'NEW_POLICY' },
      {
        type: 'aws_organizations_policy',
        argument: 'type',
        value: 'NEW_POLICY',
        names: ['aws_organizations_policy.b'],
      },
    ]);
  });
});

describe('what refers to something gone', () => {
  const resource = {
    aws_new: { a: { id: 'x' } },
    aws_vpc: { kept: { tags: { text: 'aws_new.a' }, depends_on: ['aws_new.a', 'aws_subnet.direct'] }, other: {} },
    aws_subnet: { direct: { vpc_id: 'x-${aws_new.a.id}' }, second: { vpc_id: '${aws_subnet.direct.id}' } },
    terraform_data: { t: { input: '${aws_subnet.second.id}', lifecycle: { replace_triggered_by: ['aws_new.a'] } } },
  };

  test('goes too, however far away, but orders only lose their entry', () => {
    const { document, report } = lowered({ resource });
    expect(document['resource']).toEqual({ aws_vpc: { kept: { tags: { text: 'aws_new.a' } }, other: {} } });
    expect(report.leftOut.map(({ type, because }) => [type, because])).toEqual([
      ['aws_new', undefined],
      ['aws_subnet', 'aws_new'],
      ['terraform_data', 'aws_new'],
    ]);
  });

  test('is taken out of outputs entry by entry', () => {
    const value = { a: '${aws_new.a.id}', deep: { b: '${aws_subnet.second.id}', c: ['${aws_new.a.id}', 'x'] }, d: 1 };
    const { document } = lowered({ resource, output: { assigned: { value }, plain: { value: '${aws_new.a.id}' } } });
    expect(document['output']).toEqual({ assigned: { value: { deep: { c: ['x'] }, d: 1 } } });
  });

  test('is taken out of locals, imports, moved and removed', () => {
    const { document, report } = lowered({
      resource,
      locals: { gone: '${aws_new.a.id}', chained: '${local.gone}', kept: 1 },
      import: [
        { to: 'aws_new.a', id: 'x' },
        { to: 'aws_vpc.kept', id: 'y' },
      ],
      moved: [
        { from: 'aws_new.z', to: 'aws_new.a' },
        { from: 'aws_vpc.z', to: 'aws_vpc.kept' },
      ],
      removed: [{ from: 'aws_newer.a', lifecycle: { destroy: false } }],
    });
    expect(document['locals']).toEqual({ kept: 1 });
    expect(document['import']).toEqual([{ to: 'aws_vpc.kept', id: 'y' }]);
    expect(document['moved']).toEqual([{ from: 'aws_vpc.z', to: 'aws_vpc.kept' }]);
    expect(document['removed']).toBeUndefined();
    expect(report.leftOut.map(({ type, count }) => `${type} ${count}`)).toEqual(
      expect.arrayContaining(['import 1', 'local 2', 'moved 1', 'removed 1']),
    );
  });

  test('goes with its provider', () => {
    const provider = { aws: [{ region: 'eu-west-1' }, { alias: 'x', assume_role: [{ role_arn: '${aws_new.a.id}' }] }] };
    const { document } = lowered({
      provider,
      resource: { aws_new: { a: {} }, aws_vpc: { a: { provider: 'aws.x', region: 'us-east-1' }, b: {} } },
    });
    expect(document['provider']).toEqual(head.provider);
    expect(document['resource']).toEqual({ aws_vpc: { b: {} } });
  });

  test('so does what reads an attribute that is gone', () => {
    const { report } = lowered({ resource: { aws_vpc: { a: {}, b: { tags: { x: '${aws_vpc.a.novelty}' } } } } });
    expect(report.leftOut).toMatchObject([
      {
        type: 'aws_vpc',
        names: ['aws_vpc.b'],
        reason: "reads aws_vpc.novelty, which hashicorp/aws 5.100.0 doesn't have",
      },
    ]);
  });
});

test('an import id that names the region loses it, as the alias names it', () => {
  const { document } = lowered({
    resource: { aws_vpc: { a: { region: 'us-east-1' }, b: {} } },
    import: [
      { to: 'aws_vpc.a', id: 'vpc-1@us-east-1', provider: 'aws' },
      { to: 'aws_vpc.b', id: 'vpc-2@us-east-1' },
    ],
  });
  expect(document['import']).toEqual([
    { to: 'aws_vpc.a', id: 'vpc-1', provider: 'aws.us-east-1' },
    { to: 'aws_vpc.b', id: 'vpc-2@us-east-1' },
  ]);
});

test.each([['6.25.0'], ['7.0.0']])('nothing is lowered to %s, only the version is pinned', (version) => {
  const resource = { aws_new: { a: { region: 'us-east-1', '//': 'x' } } };
  const { document, report } = lower({ ...head, resource }, { ...smallSchema, version });
  expect(document).toEqual({
    ...head,
    resource,
    terraform: { required_providers: { aws: { source: 'hashicorp/aws', version } } },
  });
  expect(report).toEqual({ leftOut: [], aliases: [] });
});

test('a document without the provider is left alone', () => {
  const document = { resource: { terraform_data: { a: { input: 1 } } } };
  expect(lower(document, smallSchema).document).toEqual(document);
});

test('reports of several stacks are merged with the stack in each name', () => {
  const { report } = lowered({ resource: { aws_new: { a: {}, b: {} } } });
  expect(
    mergeReports(
      new Map([
        ['one', report],
        ['two', report],
      ]),
    ).leftOut,
  ).toMatchObject([
    { type: 'aws_new', count: 4, names: ['one:aws_new.a', 'one:aws_new.b', 'two:aws_new.a', 'two:aws_new.b'] },
  ]);
});

// Documents of a few resources that refer to one another at will, of known and unknown types.
const TYPES = ['aws_new', 'aws_vpc', 'aws_subnet', 'aws_firewall', 'aws_rules', 'terraform_data'];
const address = fc.tuple(fc.constantFrom(...TYPES), fc.constantFrom('a', 'b', 'c')).map((parts) => parts.join('.'));
const text = fc.oneof(
  fc.constant('text'),
  address.map((target) => `x\${${target}.id}`),
);
const body = fc.record(
  {
    name: text,
    vpc_id: text,
    input: text,
    novelty: text,
    region: fc.constantFrom('eu-west-1', 'us-east-1'),
    depends_on: fc.array(address, { maxLength: 3 }),
  },
  { requiredKeys: [] },
);
const document = fc
  .record({
    resource: fc.dictionary(
      fc.constantFrom(...TYPES),
      fc.dictionary(fc.constantFrom('a', 'b', 'c'), body, { minKeys: 1 }),
    ),
    output: fc.dictionary(
      fc.constantFrom('assigned', 'other'),
      fc.record({ value: fc.oneof(text, fc.dictionary(fc.string(), text)) }),
    ),
    import: fc.array(fc.record({ to: address, id: text })),
    moved: fc.array(fc.record({ from: address, to: address })),
  })
  .map((sections) => ({ ...head, ...sections }));

function dropped(before: JsonObject, after: JsonObject): readonly string[] {
  const listed = (from: JsonObject): readonly string[] =>
    Object.keys(objectAt(from, 'resource')).flatMap((type) =>
      Object.keys(objectAt(objectAt(from, 'resource'), type)).map((name) => `${type}.${name}`),
    );
  const left = new Set(listed(after));
  return listed(before).filter((name) => !left.has(name));
}

test('no reference to something dropped is ever left', () => {
  fc.assert(
    fc.property(document, (before) => {
      const { document: after } = lower(before, smallSchema);
      const gone = dropped(before, after);
      const named: string[] = [];
      const collect = (value: Json, key = ''): void => {
        if (typeof value === 'string' && ['depends_on', 'to', 'from'].includes(key)) named.push(addressIn(value));
        else if (Array.isArray(value)) value.forEach((item: Json) => collect(item, key));
        else if (typeof value === 'object' && value !== null) Object.entries(value).forEach(([k, v]) => collect(v, k));
      };
      collect(after);
      const referred = [...referencesIn(after).map((reference) => reference.address), ...named];
      expect(referred.filter((target) => gone.includes(target))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('lowering is idempotent, and everything dropped is in the report', () => {
  fc.assert(
    fc.property(document, (before) => {
      const { document: after, report } = lower(before, smallSchema);
      expect(lower(after, smallSchema)).toEqual({ document: after, report: { leftOut: [], aliases: [] } });
      const names = report.leftOut.flatMap((leftOut) => leftOut.names);
      expect(names).toEqual(expect.arrayContaining([...dropped(before, after)]));
    }),
    { numRuns: 200 },
  );
});

test('the same document gives the same bytes, and is not changed', () => {
  fc.assert(
    fc.property(document, (before) => {
      const bytes = JSON.stringify(before);
      expect(JSON.stringify(lower(before, smallSchema))).toBe(JSON.stringify(lower(before, smallSchema)));
      expect(JSON.stringify(before)).toBe(bytes);
    }),
    { numRuns: 50 },
  );
});
