/**
 * Text that Terraform must hand on as it is. Policy variables (`${aws:username}`) and CloudFormation's `Fn::Sub` look
 * like Terraform's own interpolation, which CDKTF leaves in strings on purpose.
 */
export function literal(text: string): string {
  // A function, because a dollar sign in a replacement text has a meaning of its own.
  return text.replace(/[$%](?=\{)/g, (sign) => sign + sign);
}
