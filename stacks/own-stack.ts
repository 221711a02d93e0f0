import type { Construct } from 'constructs';
import type { OwnContent } from '../landfall/model/slices/own';
import type { StackEnvelope } from '../landfall/model/stack';
import { LandfallStack } from './landfall-stack';

/**
 * Base of the user's own stacks: provider, state, tags and trust are those of every stack of the landing zone; ids of
 * other stacks come in `content.facts`.
 */
export abstract class OwnStack extends LandfallStack {
  constructor(
    scope: Construct,
    envelope: StackEnvelope,
    protected readonly content: OwnContent,
  ) {
    super(scope, envelope);
  }
}

export type OwnStackClass = new (scope: Construct, envelope: StackEnvelope, content: OwnContent) => OwnStack;

/** An own stack, as `stack: name` chooses it. */
export interface OwnStackEntry {
  readonly name: string;
  /** One line for people. */
  readonly description: string;
  readonly stack: OwnStackClass;
}
