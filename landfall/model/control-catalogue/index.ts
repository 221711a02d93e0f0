import { detectiveControls } from './detective';
import type { CataloguedControl, ControlEntries } from './entry';
import { preventiveControls } from './preventive';
import { proactiveControls } from './proactive';

export type { CataloguedControl, ControlParameterRule } from './entry';

/**
 * Controls of AWS Control Tower that were looked up in AWS's documentation, by their name. Others can be used too, with
 * what the configuration says about them.
 */
export const controlCatalogue: ControlEntries = { ...preventiveControls, ...detectiveControls, ...proactiveControls };

/** Undefined for a control that nobody looked up. */
export function cataloguedControl(key: string): CataloguedControl | undefined {
  return Object.hasOwn(controlCatalogue, key) ? controlCatalogue[key] : undefined;
}

/**
 * ARN by which Control Tower knows a catalogued control from a home Region: the global one where it is known. Undefined
 * where neither that nor the one of this Region was looked up.
 */
export function catalogueIdentifier(key: string, homeRegion: string): string | undefined {
  const control = cataloguedControl(key);
  if (control === undefined) return undefined;
  if (control.globalId !== undefined) return `arn:aws:controlcatalog:::control/${control.globalId}`;
  const regional = control.regionalIds?.[homeRegion];
  return regional === undefined ? undefined : `arn:aws:controltower:${homeRegion}::control/${regional}`;
}
