import { Construct } from 'constructs';
import type { Network } from '../constructs/network/vpc';
import type { AccountContent } from '../landfall/model/accounts/content';
import type { FactKey } from '../landfall/model/facts';

/** What a blueprint finds in the account: its decided content, the network if there is one, and two ways to tell others. */
export interface BlueprintContext {
  readonly content: AccountContent;
  /** Made before the blueprint; none in accounts without connectivity. */
  readonly network: Network | undefined;
  /** Puts an id that AWS assigns into the stack's output, from where it becomes a fact. */
  readonly assign: (key: FactKey, value: string) => void;
  /** Writes a parameter that products read, such as `/mlops/role/default`. */
  readonly publish: (name: string, value: string) => void;
}

/**
 * What an account of one kind holds. The baseline, the network, the contract parameters and the launch roles are there
 * already: every account has them, whatever its blueprint.
 * The construct ids inside are a public contract: a new version keeps those of what it keeps.
 */
export abstract class Blueprint extends Construct {
  constructor(
    scope: Construct,
    id: string,
    protected readonly context: BlueprintContext,
  ) {
    super(scope, id);
  }
}

export type BlueprintClass = new (scope: Construct, id: string, context: BlueprintContext) => Blueprint;

/** A blueprint at a version, as `blueprint: name@version` chooses it. */
export interface BlueprintEntry {
  readonly name: string;
  readonly version: number;
  /** One line for people. */
  readonly description: string;
  readonly blueprint: BlueprintClass;
}
