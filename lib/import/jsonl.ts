import { AppError } from "@/lib/kernel/errors";
import { jsonFaultAt } from "./json-fault";
import { type BadRow, badRow, MAX_RECORD_CHARS, type SourceRow } from "./source-row";

/**
 * Rows of JSON Lines: one object a line; blank lines are passed over. A line that is not JSON (with the column), not an
 * object, or longer than MAX_RECORD_CHARS is a bad row. Throws `invalid_input` for an empty file and for one JSON array.
 */
export async function* readJsonl(text: AsyncIterable<string>): AsyncGenerator<SourceRow | BadRow> {
  let any = false;
  for await (const entry of lines(text)) {
    if (entry.kind === "bad") {
      any = true;
      yield entry;
    } else if (entry.text.trim() !== "") {
      if (!any && entry.text.trimStart().startsWith("[")) throw isArray();
      any = true;
      yield parsed(entry.line, entry.text);
    }
  }
  if (!any) throw new AppError("invalid_input", "The file is empty: it needs one JSON object a line.");
}

type Line = { readonly kind: "line"; readonly line: number; readonly text: string };

async function* lines(text: AsyncIterable<string>): AsyncGenerator<Line | BadRow> {
  let line = 1;
  let held = "";
  let tooLong = false;
  const add = (piece: string) => {
    if (!tooLong && held.length + piece.length <= MAX_RECORD_CHARS) held += piece;
    else [held, tooLong] = ["", true];
  };
  const take = (): Line | BadRow => {
    const taken = tooLong ? badRow(line, `line ${line}`, TOO_LONG) : ({ kind: "line", line, text: held } as const);
    [held, tooLong] = ["", false];
    line += 1;
    return taken;
  };
  for await (const chunk of text) {
    let from = 0;
    for (let end = chunk.indexOf("\n"); end >= 0; end = chunk.indexOf("\n", from)) {
      add(chunk.slice(from, end));
      yield take();
      from = end + 1;
    }
    add(chunk.slice(from));
  }
  if (held !== "" || tooLong) yield take();
}

const TOO_LONG = `the line is longer than ${MAX_RECORD_CHARS.toLocaleString("en")} characters`;

function parsed(line: number, text: string): SourceRow | BadRow {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const column = jsonFaultAt(text) + 1;
    const near = text.slice(column - 1, column + 19).trim();
    return badRow(
      line,
      `column ${column}`,
      `not JSON from column ${column}${near ? `, at ${near}` : ": it is cut off"}`,
    );
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return badRow(line, `line ${line}`, 'not an object; write {"text": "…"}');
  }
  return { kind: "row", line, cells: new Map(Object.entries(value)) };
}

const isArray = () =>
  new AppError("invalid_input", "This is one JSON array, not JSON Lines: write one object a line, without brackets.");
