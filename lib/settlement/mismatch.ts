export const CHECKS = ["evidence", "signatures", "consensus", "payouts", "root", "chain"] as const;
export type CheckName = (typeof CHECKS)[number];

/** The first record that is not what it should be. */
export type Mismatch = {
  readonly check: CheckName;
  /** 1-based; 0 where the file as a whole is meant. */
  readonly line: number;
  /** Which record, in words: its type and what it is about. */
  readonly record: string;
  readonly field: string;
  readonly expected: string;
  readonly found: string;
};

const LONGEST = 300;
const short = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** A mismatch; long values are cut for reading. */
export const differ = (
  check: CheckName,
  line: number,
  record: string,
  field: string,
  expected: string,
  found: string,
): Mismatch => ({ check, line, record, field, expected: short(expected), found: short(found) });
