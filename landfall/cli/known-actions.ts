import type { KnownActions } from '../analysis/policy-tests/findings';
import { iamData } from '../checks/data/iam';
import { actionsOf } from '../checks/policies/known-actions';

/** What questions and tests know of AWS's actions: the same data as lint, so that both refuse the same words. */
export function knownActions(): KnownActions {
  const data = iamData();
  const serviceOf = (action: string): string => action.split(':', 1)[0]?.toLowerCase() ?? '';
  return {
    check: (action) => {
      if (data.service(serviceOf(action)) === undefined) return 'unknown-service';
      return actionsOf(action).length > 0 ? 'known' : 'unknown';
    },
    ofService: (prefix) => {
      const service = data.service(prefix.toLowerCase());
      return (service?.actions ?? []).map(({ name }) => `${prefix.toLowerCase()}:${name}`);
    },
  };
}
