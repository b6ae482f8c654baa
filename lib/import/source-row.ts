/** One record of an upload, before anybody knows what it means: named cells and the line it began on (1 is the first). */
export type SourceRow = {
  readonly kind: "row";
  readonly line: number;
  /** Cells by column name, in the file's order. Table cells are text; JSON cells may be anything. */
  readonly cells: ReadonlyMap<string, unknown>;
};

/** A record that cannot be taken: where, and why with its mend. `at` is a column, a place in the line or a file's name. */
export type BadRow = { readonly kind: "bad"; readonly line: number; readonly at: string; readonly reason: string };

/**
 * The longest record that is read, in characters. What is longer is reported and dropped as it streams by, so a line of
 * any length costs the same memory.
 */
export const MAX_RECORD_CHARS = 1_000_000;

export const badRow = (line: number, at: string, reason: string): BadRow => ({ kind: "bad", line, at, reason });
