import type { Codes } from './entry';

/** LF61xx: from read to own, and back. */
export const importCodes = {
  LF6101: {
    title: 'An import is not what the configuration asks for',
    explanation:
      'Every object with an id and manage: own must be imported under exactly that id, or be in the state already. Terraform passes over some import blocks without a word, so they are counted.',
  },
  LF6102: {
    title: 'An imported object differs from its description',
    explanation:
      'Applied, the plan would change the object. Each attribute is shown with its value here and there, and with what to write so that it stays as it is.',
  },
  LF6103: {
    title: 'A plan that shall only import would make something',
    explanation: 'What exists has an id in the configuration, or says exists: true. Anything else is made anew.',
  },
  LF6104: {
    title: 'A plan that shall only import would destroy or replace something',
    explanation: 'Nothing of that is applied. The object stays manage: read until the description fits.',
  },
  LF6110: {
    title: 'Nothing of that name can be owned or released',
    explanation:
      'Only what was there before Landfall can: it has an id in the configuration, or is a line with manage: read or exists: true.',
  },
  LF6111: {
    title: 'An object has to stay as it is',
    explanation:
      'Somebody else writes it, or Terraform would replace it when it imports it. It can be referred to all the same.',
  },
  LF6112: {
    title: 'A line can only be edited by hand',
    explanation:
      'The program changes single keys and leaves all else byte by byte. Aliases and unusual notations are left to people; nothing is written.',
  },
} as const satisfies Codes;
