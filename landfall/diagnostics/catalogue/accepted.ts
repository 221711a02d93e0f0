import type { Codes } from './entry';

/** LF22xx: findings that people accept for a while. */
export const acceptedCodes = {
  LF2201: {
    title: 'An acceptance has ended',
    explanation:
      'Findings are accepted in accepted.yaml until a day, which is over. The finding counts again; mend it, or accept it for longer with a reason that still holds.',
  },
  LF2202: {
    title: 'An acceptance meets nothing',
    explanation:
      'No check finds that code at that place any more, or it was written otherwise. An entry that stays would hide the finding if it came back.',
  },
  LF2203: {
    title: 'A finding of this code cannot be accepted',
    explanation:
      'What is wrong with files, with the lock or with the shape of values stays an error, and so does what would leave parts of the model missing, give two things one id, or be refused by AWS: there would be nothing right to synthesize.',
  },
  LF2204: {
    title: 'Some findings are accepted',
    explanation:
      'They are named with their reasons; they count neither as errors nor as warnings until their day is over.',
  },
} as const satisfies Codes;
