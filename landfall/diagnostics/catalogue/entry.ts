/** What a diagnostic code stands for, whatever the single case. */
export interface CodeEntry {
  /** One line, without a full stop. */
  readonly title: string;
  /** What is wrong, why it matters and how it is mended, in whole sentences. */
  readonly explanation: string;
}

export type Codes = Readonly<Record<string, CodeEntry>>;
