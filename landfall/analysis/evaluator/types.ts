/**
 * The words of the evaluator: who asks what (`Question`), which policies count (`PolicyContext`), and the answer
 * (`Decision`). It knows no landing zone; `../zone-access` makes both sides of a question from one.
 */

/** Who asks. `account` is the twelve digits; empty for a service of AWS and for nobody known. */
export interface Principal {
  readonly kind:
    | 'role'
    | 'user'
    /** The root user of the account. */
    | 'root'
    /** Of `sts:GetFederationToken`; its ARN is `arn:aws:sts::<account>:federated-user/<name>`. */
    | 'federated-user'
    /** Neither service control nor resource control policies reach it. */
    | 'service-linked-role'
    /** A service of AWS itself; the ARN is its name, such as `config.amazonaws.com`. */
    | 'service'
    | 'anonymous';
  /** ARN of the role (never of its session), the user or the account's root; `*` for nobody known. */
  readonly arn: string;
  readonly account: string;
  /** Name of the session of a role; policies of resources may name it. Default: `session`. */
  readonly session?: string;
  /** They are `aws:PrincipalTag/<key>`. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Values of one context key: none is the same as no key. */
export type ContextValues = readonly string[];

export interface Question {
  readonly principal: Principal;
  /** One action without wildcards, such as `s3:GetObject`; its case doesn't matter. */
  readonly action: string;
  /** One ARN; `*` for an action that acts on no resource. */
  readonly resource: string;
  /** Twelve digits of the account that owns the resource. */
  readonly resourceAccount: string;
  /**
   * Keys in any case, values as they are in the request (numbers, dates and booleans as text). What follows from
   * principal and resource is filled where it is missing: see `impliedContext`. A key with no values takes one away.
   */
  readonly context: ReadonlyMap<string, ContextValues>;
}

/**
 * A policy document under the name that people know it by. Whoever asks more than once keeps the object: what it says is
 * compiled once for each object.
 */
export interface NamedDocument {
  readonly name: string;
  /** JSON; variables of Landfall are filled, those of IAM (`${aws:username}`) are not. */
  readonly text: string;
}

/** What is attached to the root, one unit, or the account. */
export interface PolicyLevel {
  /** Such as `Workloads/Prod`. */
  readonly name: string;
  /** At least `FullAWSAccess` where nobody took it away: a level without a document allows nothing. */
  readonly documents: readonly NamedDocument[];
}

/**
 * The policy of the resource: a document; none; or `delegates`, for one that nobody knows but that is taken to leave the
 * decision to the account of the principal, as far as that account's own policies allow.
 */
export type ResourcePolicy = NamedDocument | 'delegates' | undefined;

export interface PolicyContext {
  /** From the root down to the principal's account; undefined where none apply: management account, or no organization. */
  readonly scpLevels: readonly PolicyLevel[] | undefined;
  /** From the root down to the resource's account; undefined likewise. */
  readonly rcpLevels: readonly PolicyLevel[] | undefined;
  /** Managed and inline policies of the principal. A root user and a service need none. */
  readonly identity: readonly NamedDocument[];
  readonly boundary?: NamedDocument | undefined;
  /** Policies that were passed with the session; undefined where none were. */
  readonly session?: readonly NamedDocument[] | undefined;
  readonly resource?: ResourcePolicy;
}

export type Layer = 'service-control' | 'resource-control' | 'identity' | 'boundary' | 'session' | 'resource';

export interface StatementRef {
  readonly document: string;
  /** From 0. */
  readonly index: number;
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
}

/** What one layer, or one level of it, said. */
export interface Step {
  readonly layer: Layer;
  /** Name of the level of a service control or resource control policy; none for other layers. */
  readonly level: string | undefined;
  /**
   * `exempt`: the layer doesn't reach this principal, resource or action; `why` says the reason.
   * `silent`: no statement applies, which denies where the layer must allow.
   */
  readonly says: 'allows' | 'denies' | 'silent' | 'exempt';
  /** Statements that made it say so; for `allows` every one that allows. */
  readonly statements: readonly StatementRef[];
  /** A sentence without a full stop, where there is more to say. */
  readonly why: string | undefined;
}

export interface Decision {
  readonly allowed: boolean;
  /** `explicit-deny`: a statement forbids it. `implicit-deny`: a layer that must allow doesn't. */
  readonly effect: 'allow' | 'explicit-deny' | 'implicit-deny';
  /** The layer that decided: that granted it, that forbids it, or that first failed to allow it. */
  readonly by: Layer;
  /** Name of the level that decided, for service control and resource control policies. */
  readonly level: string | undefined;
  /** Deciding statements: all that forbid it, or those that grant it; none for an implicit deny. */
  readonly statements: readonly StatementRef[];
  /** Every layer that counts, in the order in which AWS looks at them. */
  readonly path: readonly Step[];
  /** What a document has that AWS would refuse; a statement that has it counts for nothing. Whoever asks must show it. */
  readonly problems: readonly string[];
}
