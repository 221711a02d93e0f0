import type { Codes } from './entry';

/** LF600x reading an organization, LF601x dumps and the folder that a description goes to. */
export const adoptionCodes = {
  LF6001: {
    title: 'The organization cannot be read',
    explanation:
      'Without the organization nothing else that is found can be placed. The account may be in none, or the credentials may lack `organizations:DescribeOrganization`.',
  },
  LF6002: {
    title: 'The credentials are not those of the management account',
    explanation:
      'Control Tower, Identity Center and most of Organizations can only be read in the management account, so a scan from elsewhere would be full of holes.',
  },
  LF6003: {
    title: 'The home Region is not known',
    explanation:
      'The landing zone and Identity Center lie in one Region, and AWS shows them nowhere else. Guessing it would find an organization without either.',
  },
  LF6004: {
    title: 'A part of the organization could not be read',
    explanation:
      'What the missing permission hides is unknown, not absent; the rest was read. `landfall adopt --permissions` prints the policy that reads everything.',
  },
  LF6005: {
    title: 'What was found belongs to another organization',
    explanation:
      'The facts of this configuration were learned from one organization; what lies in another would be mixed into it. Adopt another organization into a folder of its own.',
  },
  LF6006: {
    title: 'The options of adopt do not go together',
    explanation: 'An organization is read either from AWS or from a dump, and what was read goes into a folder.',
  },
  LF6007: {
    title: 'The credentials ended in the midst of reading',
    explanation:
      'Whatever had been read by then would look like a small organization. Large organizations take a while: use credentials that last.',
  },
  LF6010: {
    title: 'A dump is cut short',
    explanation:
      'The file ends in the middle, as after a full disk or a broken transfer. Nothing of it is used, as what is missing would look as if it were not there.',
  },
  LF6011: {
    title: 'A dump is not JSON',
    explanation: 'A dump is the one JSON document that scripts/dump-organization.py writes.',
  },
  LF6012: {
    title: 'A dump has another schema version',
    explanation: 'Dumps say in `schema` which shape they have. Make the dump again with the script of this version.',
  },
  LF6013: {
    title: 'A dump names something that is not in it',
    explanation:
      'A unit or an account lies under, a policy is attached to, or an assignment grants something that the dump does not hold although it says it is complete. It was edited, or put together from two.',
  },
  LF6014: {
    title: 'Units of a dump lie in a circle',
    explanation: 'Every unit hangs below a root. AWS cannot have made this, so the dump was edited.',
  },
  LF6015: {
    title: 'A dump holds one id twice',
    explanation: 'Ids are unique in AWS. The dump was edited, or put together from two.',
  },
  LF6016: {
    title: 'A dump cannot be read from disk',
    explanation: 'The file is not there, or the user who runs this may not read it.',
  },
  LF6017: {
    title: 'The folder for a description is occupied',
    explanation:
      'Adoption writes into a new folder, or into one that it wrote before. `lock/adopted.json` tells what was found the last time; without it, nobody knows what people have changed since.',
  },
  LF6018: {
    title: 'What was found the last time cannot be read',
    explanation:
      '`lock/adopted.json` is compared with what is found now, so that what people have changed since stays. It was edited, merged wrongly, or written by a version of Landfall whose inventories look otherwise.',
  },
  LF6019: {
    title: 'A file does not get what has changed in AWS',
    explanation:
      'The file is written in a way that a program had better leave alone, such as with aliases. What has changed is listed; write it there by hand.',
  },
} as const satisfies Codes;
