import type { LandingZone } from '../zone';

/** Whether the tags of what a stack imports are written by Landfall too. */
export function ownsTags({ adoption }: Pick<LandingZone, 'adoption'>, stack: string): boolean {
  const tags = adoption?.tags ?? 'read';
  return typeof tags === 'string' ? tags === 'own' : tags.includes(stack);
}
