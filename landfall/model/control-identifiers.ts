import type { Control, LandingZone } from './zone';

/** A control that Control Tower would not find under its identifier. */
export type ControlIdentifierFinding =
  /** The ARN is that of another home Region. */
  | { readonly kind: 'other-region'; readonly control: Control; readonly region: string }
  /** It has no identifier, and AWS names it by an opaque one that nobody can compute from the key. */
  | { readonly kind: 'opaque'; readonly control: Control }
  /** Neither a Regional nor a global ARN of a control. */
  | { readonly kind: 'no-arn'; readonly control: Control };

const regional = /^arn:aws[a-z-]*:controltower:([a-z0-9-]+)::control\/([0-9A-Za-z_.-]+)$/;
const global = /^arn:aws[a-z-]*:controlcatalog:::control\/[0-9a-z]+$/;

/**
 * Controls whose identifiers can't work in this organization. Global ones (`arn:aws:controlcatalog:::control/..`) work in
 * every Region; Regional ones belong to one home Region, and only the oldest controls, `AWS-GR_..`, are called there by
 * their name.
 * Source: AWS Control Tower control reference, "Resource identifiers for APIs and controls", 2026-11.
 */
export function controlIdentifierFindings({ guardrails, regions }: LandingZone): readonly ControlIdentifierFinding[] {
  return guardrails.controls.flatMap((control): readonly ControlIdentifierFinding[] => {
    if (global.test(control.identifier)) return [];
    const [, region, name] = regional.exec(control.identifier) ?? [];
    if (region === undefined || name === undefined) return [{ kind: 'no-arn', control }];
    if (region !== regions.home) return [{ kind: 'other-region', control, region }];
    return name === control.key && !name.startsWith('AWS-GR_') ? [{ kind: 'opaque', control }] : [];
  });
}
