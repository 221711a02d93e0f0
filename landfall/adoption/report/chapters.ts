import type { RemarkChapter } from '../describe/part';

/** How a chapter of `adoption.md` begins. */
export interface ChapterText {
  readonly title: string;
  /** What to do about what stands there. */
  readonly advice: string;
  /** Where there is nothing to say. */
  readonly empty: string;
}

export const chapterTexts: Readonly<Record<RemarkChapter, ChapterText>> = {
  'not-understood': {
    title: 'Not understood',
    advice:
      'The files have no words for this. It stays as it is in AWS and nobody writes it; look whether anything here must be known before you own what it belongs to.',
    empty: 'Everything that was read is described.',
  },
  'not-readable': {
    title: 'Not readable',
    advice:
      'This could not be read, so it is unknown and not absent. Give the reading role what is missing (`landfall adopt --permissions` prints the policy) and adopt again: what was found is merged.',
    empty: 'Everything was read.',
  },
  'administrators-in-production': {
    title: 'Administrators in production',
    advice:
      'They can do everything where production is. Give them a permission set that does less, or say in access.yaml why it has to be.',
    empty: 'Nobody is an administrator in production.',
  },
  'units-without-guardrails': {
    title: 'Units without guardrails',
    advice: 'No policy beyond full access is attached to them or above them. Give them some in guardrails.yaml.',
    empty: 'Every unit has guardrails.',
  },
  'accounts-outside-guardrails': {
    title: 'Accounts outside guardrails',
    advice: 'No guardrail reaches them where they are. Move them into a unit that has some.',
    empty: 'Every account has guardrails.',
  },
  recorders: {
    title: 'Recorders that keep Control Tower out',
    advice:
      'AWS Config has one recorder and one delivery channel a Region, and Control Tower wants its own. Delete these before the unit is registered or the account enrolled, and keep what they recorded.',
    empty: 'No account has a recorder of its own.',
  },
  addresses: {
    title: 'Addresses',
    advice:
      'Ranges that are in use are reserved in network.yaml, so no new account gets one of them. Look at the pools before the first new account, and at overlaps before anything is to reach both.',
    empty: 'No ranges overlap, and no pool was guessed.',
  },
  'policy-space': {
    title: 'Space for policies',
    advice: 'AWS limits how many policies a target has and how long each is. Make room here before you add one.',
    empty: 'There is room everywhere.',
  },
  'stays-read': {
    title: 'Stays as it is',
    advice: 'Landfall refers to these by id and never takes them over, whatever `landfall own` is asked.',
    empty: 'Everything that was found can be owned.',
  },
};
