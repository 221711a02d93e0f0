import type { Codes } from './entry';

/** LF164x and LF165x: controls of Control Tower, and rules that stand in for them. */
export const controlCodes: Codes = {
  LF1640: {
    title: 'Control Tower does not know a control by its identifier',
    explanation:
      'Only the oldest controls are called by their name. Others have an opaque identifier: a global one that is the same everywhere, or one for each home Region. Landfall knows those of its catalogue; for another control, or another home Region, the Control Tower console shows it on the page of the control.',
  },
  LF1641: {
    title: 'A control gets a parameter that it does not take',
    explanation:
      'Control Tower refuses a control with a parameter that it does not know, with a value of another kind, and without one that it needs. The catalogue holds what AWS documents.',
  },
  LF1642: {
    title: 'A control is described otherwise than AWS documents it',
    explanation:
      'What Landfall does with a control depends on its behavior: preventive ones reach nested units, detective ones need AWS Config, proactive ones the protection of their hooks. Controls of the catalogue need no description.',
  },
  LF1650: {
    title: 'A stack of Landfall breaks the rule of a proactive control',
    explanation:
      'Hooks of CloudFormation do not see what Terraform makes. Where a proactive control is enabled, Landfall holds the stacks that act in accounts of that unit to the same rule before they are planned.',
  },
};
