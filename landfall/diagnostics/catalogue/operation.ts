import type { Codes } from './entry';
import { reportCodes } from './report';

/** LF30xx runner, LF40xx bootstrap and AWS, LF50xx rehearsal, LF80xx what the rehearsal stands on. */
export const operationCodes = {
  ...reportCodes,
  LF3001: {
    title: 'Another run is under way',
    explanation:
      'Two runs in one folder would plan from half-written facts. Wait, or delete the lock of a dead machine.',
  },
  LF3002: {
    title: 'The state of a stack lies elsewhere',
    explanation: 'With an empty state everything would be made a second time. A run never moves a state by itself.',
  },
  LF3003: {
    title: 'Synthesis failed',
    explanation:
      'The program that writes the stacks ended with an error, which is shown. Run `landfall validate` first.',
  },
  LF3004: {
    title: 'The organization is not bootstrapped',
    explanation:
      'The ids of the management and the deployment account are not known. `landfall bootstrap` makes what must be there before the first stack.',
  },
  LF3005: {
    title: 'There are no credentials that AWS takes',
    explanation: 'Log in first. Every run starts from the role landfall-deploy of the deployment account.',
  },
  LF3006: {
    title: 'A role cannot be assumed',
    explanation:
      'The trust policy of the role does not name the caller, or the role does not exist yet. Accounts get their roles with their home.',
  },
  LF3007: {
    title: 'No stack matches a pattern',
    explanation: 'Stacks are selected by id, in which * stands for anything. `landfall list` shows all.',
  },
  LF3008: {
    title: 'There is nobody to ask',
    explanation: 'A deployment asks before it applies. Without a terminal, --yes says that everything is approved.',
  },
  LF3009: { title: 'Terraform is missing', explanation: 'Landfall runs Terraform 1.11 or newer from the PATH.' },
  LF3010: {
    title: 'Something is not decided',
    explanation:
      'Address ranges are decided once, written into lock/decisions.json and committed. In CI nobody would commit them, so nothing is decided there.',
  },
  LF3011: {
    title: 'The state of a stack is locked',
    explanation:
      'Terraform locks a state while it works on it. Landfall frees only what a killed run of this machine left; of any other lock it says who holds it.',
  },
  LF3012: {
    title: 'Something exists that no state knows',
    explanation:
      'AWS takes some names only once. What a killed apply made in its last moment has to be imported into the state or deleted; accounts are found by their e-mail and imported without asking.',
  },
  LF3013: {
    title: 'A plan would take an account out of the organization',
    explanation:
      'Accounts that leave the configuration stay, unassigned: Terraform forgets them. A plan that destroys one comes from lost facts or from a change by hand, and is never applied.',
  },
  LF4001: {
    title: 'There is no organization',
    explanation: 'organization.yaml says that it exists and is only read, but these credentials see none.',
  },
  LF4002: {
    title: 'These credentials are not of the management account',
    explanation: 'Bootstrap works in the management account, once, as its administrator.',
  },
  LF4003: {
    title: 'This is another organization',
    explanation: 'The id in organization.yaml and that of the organization of these credentials differ.',
  },
  LF4004: {
    title: 'The organization has consolidated billing only',
    explanation: 'Policies and Control Tower need all features, which every member account has to accept.',
  },
  LF4005: {
    title: 'AWS did not create the deployment account',
    explanation:
      'The quota of accounts is reached, the e-mail is taken, or AWS took too long. Bootstrap can be run again.',
  },
  LF4006: {
    title: 'The home of the management account was not made',
    explanation: 'Its CloudFormation stack failed. The events of the stack say why.',
  },
  LF4007: {
    title: 'The home of the deployment account was not made',
    explanation: 'The CloudFormation stack set did not reach it. The operations of the stack set say why.',
  },
  LF4008: {
    title: 'An account has no home yet',
    explanation:
      'Its bucket, key and roles come from the stack set landfall-home, which needs minutes after an account is made. Its operations say what went wrong.',
  },
  LF4009: {
    title: 'The stack set of the homes stayed busy',
    explanation:
      'A stack set does one operation at a time. One that never ends shows in CloudFormation, with its reason.',
  },
  LF4010: {
    title: 'The quota of accounts is too small',
    explanation: 'A new organization may hold ten accounts. Service Quotas raises it on request, which takes days.',
  },
  LF4011: { title: 'The quota of accounts is unknown', explanation: 'Service Quotas could not be read.' },
  LF4012: {
    title: 'A Region is not enabled',
    explanation: 'Opt-in Regions are enabled per account, which takes minutes to hours.',
  },
  LF4013: { title: 'The state of the Regions is unknown', explanation: 'The account service could not be read.' },
  LF5001: { title: 'Terraform is missing', explanation: 'The rehearsal runs Terraform 1.11 or newer from the PATH.' },
  LF5002: {
    title: 'Python is missing',
    explanation: 'The emulator runs on Python 3.10 or newer with its venv module.',
  },
  LF5003: {
    title: 'The AWS provider is missing',
    explanation: 'It is taken from a mirror or plugin cache, or downloaded through Terraform.',
  },
  LF5021: {
    title: 'The schema of the provider cannot be read',
    explanation: 'Terraform could not start the provider, or it was built for another platform.',
  },
  LF5022: {
    title: 'The list of left-outs is unreadable',
    explanation: 'It names by provider version what a rehearsal may leave out, with a reason for each.',
  },
  LF5023: {
    title: 'The provider did not start or ended early',
    explanation: 'A rehearsal keeps one process of the provider for all stacks. The end of its log is shown.',
  },
  LF5024: {
    title: 'The Python environment cannot be made',
    explanation: 'Python needs its venv module, and pip a way to the package index.',
  },
  LF5025: {
    title: 'The emulator did not start or ended early',
    explanation: 'The end of its log is shown.',
  },
  LF5026: {
    title: 'There is no emulator to go on with',
    explanation: '`landfall rehearse --continue` goes on with one that `landfall rehearse --keep` left running.',
  },
} as const satisfies Codes;
