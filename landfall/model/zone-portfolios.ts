import type { SourceRef } from '../config/configuration';
import type { Manage } from './zone-manage';

export interface ProductVersion {
  readonly name: string;
  readonly description: string;
  /** File below `products/`; empty where none is named, which only a product that is read can do without. */
  readonly template: string;
  readonly text: string;
  /** SHA-256 of the text, hexadecimal. */
  readonly contentHash: string;
  readonly guidance: 'DEFAULT' | 'DEPRECATED';
  readonly active: boolean;
  /** Of a version that exists already. */
  readonly awsId?: string;
}

export interface Product {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly owner: string;
  readonly supportEmail: string;
  /** Oldest first. */
  readonly versions: readonly ProductVersion[];
  readonly launchRole: string | undefined;
  readonly launchPolicyArns: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  /** Only where the configuration says so; otherwise `own`. */
  readonly manage?: Manage;
  readonly awsId?: string;
  readonly source: SourceRef;
}

export interface Portfolio {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly provider: string;
  /** Key of the owning account. */
  readonly account: string;
  readonly products: readonly Product[];
  /** ARNs with wildcards, such as `arn:aws:iam:::role/aws-reserved/sso.amazonaws.com/*`. */
  readonly principalPatterns: readonly string[];
  /** ARNs of single principals. */
  readonly principalArns?: readonly string[];
  /** Only where the configuration says so; otherwise `own`. */
  readonly manage?: Manage;
  readonly awsId?: string;
  /** Ids of units. */
  readonly shares: readonly string[];
  readonly source: SourceRef;
}
