import type { PolicyContext, Question } from '../evaluator/types';

/** A question in the words of the configuration. */
export interface AccessRequest {
  /**
   * Name of a permission set; or a role by name or ARN, such as `landfall-apply`, `AWSControlTowerExecution`,
   * `stacksets-exec-1`, `sagemaker-data-scientist`; or one of `administrator` (of the account), `root` (its root user),
   * `service-linked` (a service's own role), `anonymous`; or a service, such as `config.amazonaws.com`.
   * A role whose policies the model doesn't hold is taken to have every permission, so that only guardrails stop it.
   */
  readonly as: string;
  /** Key of an account, or id or label of a unit, which then stands for any account directly in it. */
  readonly in: string;
  readonly action: string;
  /**
   * One ARN; default `*`. Variables of policies are filled, and `${account}`, the id of the account in `in`, and
   * `${resource.account}`, the id of the account in `resourceIn`.
   */
  readonly resource?: string | undefined;
  /** Where the resource is: like `in`, or `outside` for an account of nobody in the organization. Default: as `in`. */
  readonly resourceIn?: string | undefined;
  /** Context keys beyond the usual ones, or instead of them; an empty list takes a usual one away. Variables are filled. */
  readonly context?: Readonly<Record<string, string | readonly string[]>> | undefined;
  /** JSON of the resource's own policy; without it the resource is taken to leave the decision to the principal's account. */
  readonly resourcePolicy?: string | undefined;
  /** JSON of a policy that was passed with the session. */
  readonly sessionPolicy?: string | undefined;
}

/** Why a request has no answer. Each names what was written, and what could have been. */
export type AccessFinding =
  | { readonly kind: 'unknown-principal'; readonly name: string; readonly known: readonly string[] }
  | { readonly kind: 'unknown-place'; readonly name: string; readonly known: readonly string[] }
  | { readonly kind: 'unknown-variable'; readonly name: string }
  /** Not a single action of the form `service:Name`. */
  | { readonly kind: 'no-action'; readonly action: string }
  /** An AWS managed policy whose text isn't in the dated data: without it the answer would be a guess. */
  | { readonly kind: 'unknown-managed-policy'; readonly permissionSet: string; readonly arn: string }
  /** A policy that a blueprint makes and the model doesn't hold. */
  | { readonly kind: 'unknown-customer-policy'; readonly permissionSet: string; readonly name: string }
  /** The permission set is only read, and nobody wrote what it holds. */
  | { readonly kind: 'unread-permission-set'; readonly permissionSet: string };

export type PreparedAccess =
  | {
      readonly kind: 'ready';
      readonly question: Question;
      readonly policies: PolicyContext;
      /** What was taken for granted or left out, a sentence each; sorted, without repetitions. */
      readonly notes: readonly string[];
    }
  | { readonly kind: 'unanswerable'; readonly findings: readonly AccessFinding[] };

/** What the model doesn't hold. */
export interface AccessOptions {
  /** Ids that are known, from the lock; recognizable placeholders stand for the others. */
  readonly facts?: ReadonlyMap<string, string>;
  /** JSON of policies that blueprints make, by name. */
  readonly customerManaged?: ReadonlyMap<string, string>;
}
