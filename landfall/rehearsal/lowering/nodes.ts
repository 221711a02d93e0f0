import { isJsonList, isJsonObject, type Json, type JsonObject, objectAt } from '../../runner/json';
import { providersOf } from './regions';

/** One block that can be referred to. */
export interface Node {
  /** Section, then one or two keys: `resource`, `aws_vpc`, `hub`. */
  readonly path: readonly string[];
  readonly address: string;
  readonly type: string;
  readonly body: Json;
}

/** Everything in a document that others may refer to; provider blocks too, as resources go with their provider. */
export function nodesOf(document: JsonObject): readonly Node[] {
  const typed = (section: string, prefix: string): readonly Node[] =>
    Object.entries(objectAt(document, section)).flatMap(([type, named]) =>
      Object.entries(isJsonObject(named) ? named : {}).map(([name, body]) => ({
        path: [section, type, name],
        address: `${prefix}${type}.${name}`,
        type: prefix + type,
        body,
      })),
    );
  const named = (section: string, type: string): readonly Node[] =>
    Object.entries(objectAt(document, section))
      .filter(([name]) => name !== '//')
      .map(([name, body]) => ({ path: [section, name], address: `${type}.${name}`, type, body }));
  const providers = [...providersOf(document)].map(([alias, body]) => providerNode(alias, body));
  return [
    ...providers,
    ...typed('resource', ''),
    ...typed('data', 'data.'),
    ...named('locals', 'local'),
    ...named('module', 'module'),
    ...named('check', 'check'),
  ];
}

export function providerNode(alias: string, body: JsonObject): Node {
  return { path: ['provider', 'aws', alias], address: `provider.aws.${alias}`, type: 'provider', body };
}

/** The sections of the nodes, in the order of the original document. */
export function rebuild(document: JsonObject, nodes: readonly Node[]): JsonObject {
  const byAddress = new Map(nodes.map((node) => [node.address, node]));
  const kept = (section: JsonObject, addressOf: (name: string) => string): JsonObject =>
    Object.fromEntries(
      Object.entries(section).flatMap(([name, value]) => {
        if (name === '//') return [[name, value]];
        const node = byAddress.get(addressOf(name));
        return node === undefined ? [] : [[name, node.body]];
      }),
    );
  const typed = (section: JsonObject, prefix: string): JsonObject =>
    Object.fromEntries(
      Object.entries(section)
        .map(([type, named]): [string, Json] => [
          type,
          isJsonObject(named) && type !== '//' ? kept(named, (name) => `${prefix}${type}.${name}`) : named,
        ])
        .filter(([, named]) => !isJsonObject(named) || Object.keys(named).length > 0),
    );
  const providers = nodes.filter(({ type }) => type === 'provider').map(({ body }) => body);
  const sections = Object.entries(document).map(([section, content]): [string, Json] => {
    if (!isJsonObject(content)) return [section, content];
    if (section === 'resource') return [section, typed(content, '')];
    if (section === 'data') return [section, typed(content, 'data.')];
    if (section === 'locals') return [section, kept(content, (name) => `local.${name}`)];
    if (section === 'module' || section === 'check') return [section, kept(content, (name) => `${section}.${name}`)];
    if (section === 'provider' && 'aws' in content) return [section, { ...content, aws: providers }];
    return [section, content];
  });
  return Object.fromEntries(sections);
}

/** Sections that lost all they held. */
export function withoutEmptySections(before: JsonObject, after: JsonObject): JsonObject {
  const isEmpty = (value: Json | undefined): boolean =>
    value !== undefined &&
    (isJsonList(value) ? value.length === 0 : isJsonObject(value) && Object.keys(value).length === 0);
  return Object.fromEntries(
    Object.entries(after).filter(([section, content]) => !isEmpty(content) || isEmpty(before[section])),
  );
}
