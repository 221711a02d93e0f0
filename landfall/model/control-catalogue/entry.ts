/** What a parameter of a control takes. */
export interface ControlParameterRule {
  readonly takes: 'Regions' | 'actions' | 'principal ARNs' | 'resource ARNs' | 'switch';
  readonly required: boolean;
}

/** A control of AWS Control Tower that a machine learning platform wants, as AWS documents it. */
export interface CataloguedControl {
  readonly behavior: 'preventive' | 'detective' | 'proactive';
  /** What Control Tower makes of it: a policy of Organizations, rules of AWS Config, or a hook of CloudFormation. */
  readonly implementation: 'service control policy' | 'resource control policy' | 'Config rule' | 'CloudFormation hook';
  /** What it finds or forbids, in our words. */
  readonly description: string;
  /** Last part of `arn:aws:controlcatalog:::control/..`, the same in every Region. */
  readonly globalId?: string;
  /**
   * Last part of `arn:aws:controltower:<home Region>::control/..` by home Region; only those that were looked up. Controls
   * whose name begins with `AWS-GR_` are called by it in every home Region.
   */
  readonly regionalIds?: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, ControlParameterRule>>;
  /** Controls that must be enabled on the same unit before. */
  readonly requires: readonly string[];
  /** Policies act in every Region; rules and hooks only in the Regions that Control Tower governs. */
  readonly regions: 'all' | 'governed';
  readonly documentation: string;
  /** Month in which all of this was read there. */
  readonly asOf: string;
}

export type ControlEntries = Readonly<Record<string, CataloguedControl>>;

export const controlReference = 'https://docs.aws.amazon.com/controltower/latest/controlreference';
/** Entries were last held against the documentation in this month. */
export const asOf = '2026-11';

/** Source: AWS Control Catalog API reference, ControlParameter, 2026-11. */
export const exemptedPrincipals: CataloguedControl['parameters'] = {
  ExemptedPrincipalArns: { takes: 'principal ARNs', required: false },
};
