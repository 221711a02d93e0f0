import type { Diagnostic, Location } from '../../diagnostics/diagnostic';
import { nearest } from '../../diagnostics/nearest';
import type { AccessFinding } from '../zone-access/types';

/** Whether AWS has an action, and names for a suggestion where it doesn't. From data that come with Landfall. */
export interface KnownActions {
  /** `unknown-service`: nothing is known of the service, which may be younger than the data. */
  readonly check: (action: string) => 'known' | 'unknown' | 'unknown-service';
  /** Actions of a service in any case, such as `s3:GetObject`. */
  readonly ofService: (service: string) => readonly string[];
}

/** Where the words of a question were written, if they were. */
export interface QuestionPlaces {
  readonly as?: Location | undefined;
  readonly in?: Location | undefined;
  readonly action?: Location | undefined;
  readonly fact?: Location | undefined;
}

/** Why a question has no answer, for people. */
export function accessDiagnostic(finding: AccessFinding, at: QuestionPlaces): Diagnostic {
  switch (finding.kind) {
    case 'unknown-principal':
      return unknownName('LF2101', 'there is no permission set, group or role', finding, at.as);
    case 'unknown-place':
      return unknownName('LF2102', 'there is no account or unit', finding, at.in);
    case 'no-action':
      return diagnostic('LF2103', `"${finding.action}" is not one action`, oneAction, at.action);
    case 'unknown-variable': {
      const message = `nothing is known as the variable \${${finding.name}}`;
      return diagnostic('LF2104', message, 'Use one of the variables of policies, or \\${account}', at.fact);
    }
    case 'unknown-managed-policy': {
      const message = `the permission set ${finding.permissionSet} has ${finding.arn}, whose text does not come with Landfall`;
      return diagnostic(
        'LF2104',
        message,
        'Ask about another permission set, or give this one an inline policy',
        at.as,
      );
    }
    case 'unknown-customer-policy': {
      const message = `the permission set ${finding.permissionSet} has the policy ${finding.name}, which the model does not hold`;
      return diagnostic(
        'LF2104',
        message,
        'Ask about another permission set, or give this one an inline policy',
        at.as,
      );
    }
    case 'unread-permission-set': {
      const message = `the permission set ${finding.permissionSet} is only read: nobody wrote what it holds`;
      return diagnostic('LF2104', message, 'Write down its policies, or ask about another one', at.as);
    }
  }
}

/** An action that AWS doesn't have; undefined for one that exists. */
export function actionDiagnostic(
  action: string,
  known: KnownActions | undefined,
  at: Location | undefined,
): Diagnostic | undefined {
  if (!/^[a-z0-9-]+:[A-Za-z0-9]+$/i.test(action)) {
    return diagnostic('LF2103', `"${action}" is not one action`, oneAction, at);
  }
  const found = known?.check(action) ?? 'known';
  if (found === 'known') return undefined;
  const [service = ''] = action.split(':');
  if (found === 'unknown-service') {
    return diagnostic('LF2103', `no service has the prefix "${service}"`, 'Write the prefix that policies use', at);
  }
  const meant = nearest(action, known?.ofService(service) ?? []);
  const help = meant === undefined ? `Look it up among the actions of ${service}` : `Did you mean ${meant}?`;
  return diagnostic('LF2103', `${service} has no action "${action.slice(service.length + 1)}"`, help, at);
}

const oneAction = 'Write one operation of a service without wildcards, such as s3:GetObject';

function unknownName(
  code: string,
  what: string,
  { known, name }: { readonly known: readonly string[]; readonly name: string },
  at: Location | undefined,
): Diagnostic {
  const meant = nearest(name, known);
  const help = meant === undefined ? `Known are ${known.join(', ')}` : `Did you mean ${meant}?`;
  return diagnostic(code, `${what} "${name}"`, help, at);
}

function diagnostic(code: string, message: string, help: string, location: Location | undefined): Diagnostic {
  return { severity: 'error', code, message, help, ...(location === undefined ? {} : { location }) };
}
