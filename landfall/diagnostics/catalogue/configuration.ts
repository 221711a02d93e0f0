import type { Codes } from './entry';

/** LF00xx Landfall itself, LF10xx reading and writing files, LF11xx keys and values. */
export const configurationCodes = {
  LF0001: {
    title: 'Landfall failed unexpectedly',
    explanation:
      'This is a fault of Landfall, not of the configuration. Run again with --debug and report what it prints.',
  },
  LF0002: { title: 'An unknown code', explanation: '`landfall explain` without a code lists all of them.' },
  LF1001: {
    title: 'The directory of the organization is missing',
    explanation:
      'Every command reads one directory of YAML files. Name it with --organization or LANDFALL_ORGANIZATION; the default is landing-zone.',
  },
  LF1002: {
    title: 'A required file is missing',
    explanation:
      'organization, units, accounts, access, network, guardrails and portfolios each have a .yaml file; security, costs and removed may be left out.',
  },
  LF1003: {
    title: 'A file or folder cannot be read',
    explanation:
      'A folder stands where a file is expected or the reverse, permission is denied, or a link leads nowhere.',
  },
  LF1004: {
    title: 'A required file is empty',
    explanation: 'The file holds nothing but comments, and some of its keys are required.',
  },
  LF1005: {
    title: 'A file is not UTF-8',
    explanation: 'All files are read as UTF-8, with or without a byte order mark.',
  },
  LF1006: {
    title: 'A YAML file is not read',
    explanation:
      'The directory has a fixed set of files. One with another name is ignored, which is rarely what was meant.',
  },
  LF1007: {
    title: 'A file name cannot be the key of a team',
    explanation:
      'The name of the file is the key of the team and part of stack ids: a letter, then letters, digits and hyphens, then .yaml or .yml.',
  },
  LF1008: {
    title: 'Two team files have one name',
    explanation: 'Ids are in lower case, so names that differ in case only, or in .yml and .yaml, would be one team.',
  },
  LF1010: {
    title: 'The file is not valid YAML',
    explanation: 'Indentation, colons, quotation marks or brackets are wrong.',
  },
  LF1011: {
    title: 'A key appears twice in a map',
    explanation: 'Only one of the two values could count, and which one is easily overlooked. Keep one.',
  },
  LF1012: { title: 'A tab is used for indentation', explanation: 'YAML allows only spaces for indentation.' },
  LF1013: {
    title: 'A file holds several documents',
    explanation: 'A line of three hyphens starts another document, which would not be read.',
  },
  LF1014: {
    title: 'An alias or merge key cannot be resolved',
    explanation:
      'An alias needs its anchor before it, must not contain itself, and a merge key takes maps. Aliases that multiply without end are refused.',
  },
  LF1015: { title: 'A YAML tag is not known', explanation: 'The configuration uses no tags such as !Sub or !Ref.' },
  LF1016: { title: 'A key is not a plain word', explanation: 'Keys are words or numbers, never empty, lists or maps.' },
  LF1020: {
    title: 'A file cannot be written',
    explanation: 'Permissions of the file or its folder forbid it, or the disk is full. The old content is untouched.',
  },
  LF1101: {
    title: 'An unknown key',
    explanation: 'Keys that nobody reads are errors, because a misspelled one would silently change nothing.',
  },
  LF1102: { title: 'A required key is missing', explanation: 'The map needs this key; there is no sensible default.' },
  LF1103: {
    title: 'A value is of the wrong kind',
    explanation: 'Text, numbers, true or false, lists and maps are not converted into each other.',
  },
  LF1104: { title: 'A value is not one of those allowed', explanation: 'Only the listed words are known here.' },
  LF1105: { title: 'A value has the wrong form', explanation: 'The text does not look like what belongs here.' },
  LF1106: {
    title: 'A value is too large, too small, too long or too short',
    explanation: 'AWS or Landfall sets a limit.',
  },
  LF1107: {
    title: 'A key has the wrong form',
    explanation: 'Names chosen by people become parts of ids, so not every character is allowed.',
  },
  LF1108: {
    title: 'A key has no value',
    explanation: 'A key with nothing behind its colon is not the same as no key.',
  },
  LF1109: {
    title: 'Text must be quoted',
    explanation:
      'YAML reads unquoted digits as a number, so that an account id loses its leading zeros, and true and null as other things than text.',
  },
} as const satisfies Codes;
