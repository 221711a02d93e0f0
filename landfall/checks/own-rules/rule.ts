/** Arguments of one resource, as Terraform JSON has them. */
export type Arguments = Readonly<Record<string, unknown>>;

export interface TerraformResource {
  readonly type: string;
  /** Name inside the stack. */
  readonly name: string;
  readonly arguments: Arguments;
}

/** The rule of a proactive control, for resources of Terraform. */
export interface OwnRule {
  /** Name of the control that asks the same of CloudFormation. */
  readonly control: string;
  /** Resource types that it looks at. */
  readonly types: readonly string[];
  /**
   * What is wrong with a resource of these types, as the end of a sentence that begins with its address; undefined where
   * nothing is.
   * @param others all resources of the stack that the rule looks at
   */
  readonly problem: (resource: TerraformResource, others: readonly TerraformResource[]) => string | undefined;
  /** What to write instead. */
  readonly help: string;
}

/** Whether a value is what it must be. What Terraform computes later can't be judged here, so it passes. */
export function is(value: unknown, wanted: boolean | string): boolean {
  return value === wanted || isExpression(value);
}

export function isExpression(value: unknown): boolean {
  return typeof value === 'string' && value.includes('${');
}

/** Nested blocks of a name, which Terraform JSON writes as an object or as a list. */
export function blocks(resource: TerraformResource, name: string): readonly Arguments[] {
  const written = resource.arguments[name];
  return (Array.isArray(written) ? written : [written]).filter(isArguments);
}

export function isArguments(value: unknown): value is Arguments {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
