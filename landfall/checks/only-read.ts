import type { Manage } from '../model/zone';

/**
 * Whether something is there already and nobody here writes it: then AWS has taken it as it is, also what it would refuse
 * if it were new. Rules about what AWS takes do not speak of it; rules about what is wise only warn.
 * @param id by which the configuration says that it exists
 */
export function isOnlyRead(manage: Manage | undefined, id: string | undefined): boolean {
  return manage === 'read' && id !== undefined;
}
