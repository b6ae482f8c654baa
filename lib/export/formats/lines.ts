import type { Chunk, Writing } from "../format";
import type { DatasetRow } from "../row";
import type { Part } from "../split";

/** A file of lines: its head, then what each row amounts to, a page of rows at a time. */
export async function* lines(
  writing: Writing,
  part: Part,
  line: (row: DatasetRow) => string,
  head = "",
): AsyncGenerator<Chunk> {
  if (head !== "") yield head;
  for await (const page of writing.rows(part)) {
    let text = "";
    for (const row of page) text += line(row);
    if (text !== "") yield text;
  }
}

export const NO_ANSWER = "items without an answer left out";
