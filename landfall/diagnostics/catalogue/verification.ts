import type { Codes } from './entry';

/** LF612x to LF618x: what is otherwise in AWS than described; LF618x are remarks, and no differences. */
export const verificationCodes = {
  LF6121: {
    title: 'A described unit is not there',
    explanation:
      'Its id is known and no unit has it: somebody deleted it. A unit that is made again has another id, so `landfall lock accept` must take the new one before anything else is deployed.',
  },
  LF6122: {
    title: 'A unit is not described',
    explanation:
      'Nobody knows what holds for accounts in it. Describe it with `manage: read` and its id, or delete it. What lies in it is not compared.',
  },
  LF6123: {
    title: 'A unit has another name than described',
    explanation: 'Rename it in the configuration or in AWS; its id, and all that hangs on it, stays.',
  },
  LF6124: {
    title: 'A unit is below another unit than described',
    explanation:
      'Other guardrails hold for its accounts there. AWS moves no units: describe it where it is, or make it anew.',
  },
  LF6125: {
    title: 'A described account is not in the organization',
    explanation:
      'It was removed from the organization or its closing ended, and no guardrail holds for it any more. Invite it back, or say in `removed.yaml` what became of it.',
  },
  LF6126: {
    title: 'An account is not described',
    explanation:
      'It was made or invited outside of the configuration. Describe it with `manage: read` and its id, or close it; closed accounts are no difference. What lies in it is not compared.',
  },
  LF6127: {
    title: 'An account is in another unit than described',
    explanation:
      'Other guardrails hold for it there, and Control Tower enrols it or lets go of it. Move it back, by hand or with the stack that makes it, or describe it where it is.',
  },
  LF6128: {
    title: 'A described account is not active',
    explanation: 'It is being closed or was suspended. AWS reopens an account for 90 days; after that it is gone.',
  },
  LF6129: {
    title: 'An account has another name or e-mail than described',
    explanation:
      'Whoever has the mailbox of the root user can take over the account, so another e-mail needs an explanation. Names are changed in the account, or in the configuration.',
  },
  LF6130: {
    title: 'A described policy is not there',
    explanation: 'It was deleted, so what it forbids is allowed. Deploying the stack of its target makes it again.',
  },
  LF6131: {
    title: 'A policy does not sit where it is described',
    explanation: 'It was detached, so it holds there no more. Deploying the stack of its target attaches it again.',
  },
  LF6132: {
    title: 'A policy has another text than its file',
    explanation:
      'Both were compared by what they mean: order and spaces do not matter. Deploying puts the text of the file back; or take the new text into the file.',
  },
  LF6133: {
    title: 'A policy has another name or description than written',
    explanation:
      'Both are for people only. Deploying writes them again; for a policy that is only read, change the YAML.',
  },
  LF6134: {
    title: 'A policy is not described',
    explanation:
      'Policies of AWS and those that Control Tower makes of its controls need no description; every other one does, with `manage: read` and its id.',
  },
  LF6135: {
    title: 'A policy sits where nobody wrote it',
    explanation: 'The policy is described, this target is not. Detach it, or name it under the unit or the account.',
  },
  LF6136: {
    title: 'A policy type is off, or on without being named',
    explanation:
      'Policies of a type that is off hold nowhere. Types that were on before Landfall are named under `policyTypes`, because a list that lacks one would switch it off.',
  },
  LF6137: {
    title: 'Trusted access of a service is not as described',
    explanation:
      'Without it Control Tower, Identity Center or RAM stop working; a service that nobody named can read the whole organization. `landfall bootstrap` enables what is missing; others are named under `trustedServices`.',
  },
  LF6138: {
    title: 'Root access or the resource policy of the organization is not as described',
    explanation: 'Landfall writes both with the organization. Deploying its stack puts them right.',
  },
  LF6139: {
    title: 'A service is administered by another account than described',
    explanation:
      'A delegated administrator acts on all accounts. Name it under `delegations` in `security.yaml`, or deregister it.',
  },
  LF6140: {
    title: 'Tags are not as described',
    explanation:
      'Costs and access may depend on them. Only tags that Landfall writes are compared; those of imported objects once `adoption.tags` says so.',
  },
  LF6141: {
    title: 'An alternate contact is not as described',
    explanation: 'AWS writes to it about abuse and outages. Only contacts that Landfall writes are compared.',
  },
  LF6142: {
    title: 'The landing zone is not there',
    explanation:
      'Its ARN is known, and Control Tower has none: it was decommissioned. Nothing should be deployed before that is understood.',
  },
  LF6143: {
    title: 'The landing zone has other settings than described',
    explanation:
      'Its version, Regions, integrations or retention differ. Deploying `control-tower` puts them right where Landfall owns it.',
  },
  LF6144: {
    title: 'Control Tower has found drift, or failed',
    explanation:
      'Somebody changed what Control Tower keeps: a policy of a control, a role, the unit of an account. Its console says what; resetting the landing zone, the control or the baseline mends it.',
  },
  LF6145: {
    title: 'The registration of a unit is not as described',
    explanation:
      'Accounts in a unit without the baseline have no trail, no recorder and no detective controls. `registered` in `units.yaml` says how it shall be.',
  },
  LF6146: {
    title: 'A described control is not enabled',
    explanation: 'It was disabled. Deploying the stack of its unit enables it again.',
  },
  LF6147: {
    title: 'A control is enabled that nobody described',
    explanation:
      'Mandatory controls need no description; every other one does, with `manage: read`, or it is disabled.',
  },
  LF6148: {
    title: 'A control has other parameters than described',
    explanation: 'It forbids more or less than it should. Deploying the stack of its unit sets them again.',
  },
  LF6150: {
    title: 'A described permission set is not there',
    explanation:
      'It was deleted with all its assignments. One that is made again has another ARN, which `landfall lock accept` must take.',
  },
  LF6151: {
    title: 'A permission set is not described',
    explanation:
      'Describe it with `manage: read` and its ARN, or delete it. Those that Control Tower makes need no description. What it is assigned to is not compared.',
  },
  LF6152: {
    title: 'A permission set grants other things than described',
    explanation:
      'Its policies, boundary, duration, name or description differ. Deploying `identity-center` puts them right.',
  },
  LF6153: {
    title: 'A group is not as described',
    explanation:
      'It is gone, renamed or described otherwise. Groups that the configuration does not name are not compared.',
  },
  LF6154: {
    title: 'A described assignment is not there',
    explanation:
      'People lack what they are to have. Deploying the access stack of the team or the platform assigns it again.',
  },
  LF6155: {
    title: 'An assignment is there that nobody wrote',
    explanation:
      'A group or a person has more than the access table says. Take it away, or write it down with its reason.',
  },
  LF6160: {
    title: 'The transit gateway is not as described',
    explanation: 'It is gone, or has another number. Everything corporate hangs on it.',
  },
  LF6161: {
    title: 'A route table of the transit gateway is not as described',
    explanation: 'Each corporate segment has one, and a gateway that Landfall makes has no others.',
  },
  LF6162: {
    title: 'A VPC is not attached to the transit gateway',
    explanation:
      'The account cannot reach the corporate network. Deploying the stack of the account attaches it again.',
  },
  LF6163: {
    title: 'An attachment is associated or propagated otherwise than described',
    explanation:
      'Its traffic takes routes of another segment, or a segment learns what it must not reach. Deploying the stack of the account puts it right.',
  },
  LF6164: {
    title: 'An attachment of the transit gateway is not described',
    explanation: 'Something is connected to the corporate network that nobody planned.',
  },
  LF6165: {
    title: 'The transit gateway is shared otherwise than described',
    explanation: 'Whoever it is shared with can ask to be attached.',
  },
  LF6166: {
    title: 'The VPC of an account is not there',
    explanation:
      'No VPC in the home Region has the range that was decided for the account. Deploying its stack makes it again.',
  },
  LF6167: {
    title: 'The address range of a VPC is not written down',
    explanation: 'Nobody can plan around a range that is not known. Name it under `reserved` in `network.yaml`.',
  },
  LF6168: {
    title: 'An unknown address range overlaps the pool of a segment',
    explanation:
      'Landfall would give the same addresses to an account, and the two could never be connected. Name it under `reserved` in `network.yaml`, so that nothing is cut from it.',
  },
  LF6170: {
    title: 'A described portfolio is not there',
    explanation: 'It was deleted. One that is made again has another id, which `landfall lock accept` must take.',
  },
  LF6171: {
    title: 'A portfolio is not described',
    explanation:
      'Describe it with `manage: read` and its id, or delete it. The portfolio of the account factory needs no description.',
  },
  LF6172: {
    title: 'A portfolio has another name, description or provider than described',
    explanation: 'People see them when they launch. Deploying the stack of the portfolio puts them right.',
  },
  LF6173: {
    title: 'Others may launch from a portfolio than described',
    explanation: 'What is launched acts with the rights of its launch role, whoever launches it.',
  },
  LF6174: {
    title: 'A portfolio is shared otherwise than described',
    explanation: 'Accounts in units that it is shared with see its products.',
  },
  LF6175: {
    title: 'A product of a portfolio is not described',
    explanation: 'Describe it with `manage: read` and its id, or take it out of the portfolio.',
  },
  LF6176: {
    title: 'A described product is not in its portfolio',
    explanation: 'It was taken out or deleted. Deploying the stack of the portfolio puts it back.',
  },
  LF6177: {
    title: 'A product has another name, owner or versions than described',
    explanation: 'A version that nobody wrote holds a template that nobody reviewed.',
  },
  LF6180: {
    title: 'Something was not compared',
    explanation:
      'It could not be read, so nothing is said about it: neither that it differs nor that it is as described. `landfall adopt --permissions` prints what reading needs; `--member-role` names the role for what lies in member accounts.',
  },
  LF6181: {
    title: 'Something is not deployed yet',
    explanation: 'Landfall is to make it and, as far as `lock/facts.json` knows, has not. That is no difference.',
  },
  LF6182: {
    title: 'Something cannot be described',
    explanation: 'The configuration has no words for it, so it is no difference. Look at it yourself.',
  },
} as const satisfies Codes;
