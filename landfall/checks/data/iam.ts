import { dataFile } from '../../model/data-file';

/** An action with what its requests can carry. */
export interface IamAction {
  /** As AWS writes it, such as `CreateBucket`. */
  readonly name: string;
  /** Patterns of condition keys, in lower case, those of every request (`aws:..`) left out. */
  readonly keys: readonly string[];
  /** Patterns of the ARNs of resources on which it acts; none where it acts on `*` only. */
  readonly arns: readonly string[];
}

export interface IamService {
  readonly actions: readonly IamAction[];
  /** Condition keys as AWS writes them; a placeholder stands for anything. */
  readonly keys: readonly string[];
}

/** What AWS's Service Authorization Reference says of actions, resource types and condition keys. */
export interface IamData {
  readonly source: string;
  /** Condition keys of every request, as AWS writes them. */
  readonly globals: readonly string[];
  readonly prefixes: readonly string[];
  readonly service: (prefix: string) => IamService | undefined;
  /** Whether resource control policies reach the service. */
  readonly underResourceControl: (prefix: string) => boolean;
}

/** Read once, in some milliseconds; a service is unpacked when it is asked for. `scripts/iam-data.mjs` writes the file. */
export function iamData(): IamData {
  data ??= read();
  return data;
}

let data: IamData | undefined;

function read(): IamData {
  const file = recordOf(dataFile('checks/data/iam.json'));
  const packed = recordOf(file['services']);
  const unpacked = new Map<string, IamService>();
  const rcp = new Set(words(file['rcp']));
  const service = (prefix: string): IamService | undefined => {
    const known = unpacked.get(prefix);
    if (known !== undefined || !Object.hasOwn(packed, prefix)) return known;
    const made = unpack(recordOf(packed[prefix]));
    unpacked.set(prefix, made);
    return made;
  };
  return {
    source: String(file['source']),
    globals: words(file['globals']),
    prefixes: Object.keys(packed),
    service,
    underResourceControl: (prefix) => rcp.has(prefix),
  };
}

function unpack(packed: Readonly<Record<string, unknown>>): IamService {
  const keys = words(packed['keys']);
  const arns = words(packed['arns']).map((arn) => arn.replace(/\$\{[^}]*\}/g, '*'));
  const patterns = keys.map(keyPattern);
  const actions = words(packed['actions']).map((action): IamAction => {
    const [name = '', ofKeys = '', ofArns = ''] = action.split(';');
    return { name, keys: picked(patterns, ofKeys), arns: picked(arns, ofArns) };
  });
  return { actions, keys };
}

/** A condition key in lower case with `*` for what users name, such as `s3:existingobjecttag/*`. */
export function keyPattern(key: string): string {
  return key
    .toLowerCase()
    .replace(/\$\{[^}]*\}|<[^>]*>/g, '*')
    .replace(/\/tag-key$/, '/*');
}

function picked(table: readonly string[], positions: string): readonly string[] {
  if (positions === '') return [];
  return positions.split('.').flatMap((position) => table[Number.parseInt(position, 36)] ?? []);
}

function words(text: unknown): readonly string[] {
  return typeof text === 'string' && text !== '' ? text.split(' ') : [];
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
