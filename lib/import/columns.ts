import { AppError } from "@/lib/kernel/errors";
import { PREDICTION_COLUMNS, type Prediction, type PredictionColumns, predictionIn } from "./prediction";
import { type BadRow, badRow, type SourceRow } from "./source-row";

/** Which columns the caller would like: names of the content by preference, and the gold column if the owner named one. */
export type Wanted = {
  readonly text: readonly string[];
  readonly gold?: string | undefined;
  /** Every row has all columns (tables), so a column missing in the first row is missing. */
  readonly complete: boolean;
  /** The content is an object: in its column, as JSON, or spread over the row. */
  readonly object?: boolean | undefined;
  /** Columns named `prediction`, `confidence` and `model_version` say what a model proposes. */
  readonly predictions?: boolean | undefined;
};

/** Which column of a file is what. */
export type Columns = {
  readonly text: string;
  readonly id?: string | undefined;
  readonly gold?: string | undefined;
  readonly prediction?: PredictionColumns | undefined;
};

/** A row whose columns are understood; an empty id or gold cell is none. */
export type PickedRow = {
  readonly kind: "picked";
  readonly line: number;
  readonly id: string | undefined;
  readonly text: string;
  readonly gold: string | undefined;
  /** Left out where no model proposes anything. */
  readonly prediction?: Prediction;
};

const ID = "id";
const GOLD = "gold";
/** Never taken for content when no column has a wanted name. */
const NOT_TEXT = [ID, GOLD, "label", "truth"];
export const MAX_ID_CHARS = 200;

/**
 * Understands rows: the content column is the first wanted name there is (upper and lower case alike), else the first
 * column of text; `id` and `gold` go by their names. `onColumns` hears the choice, once. Throws `invalid_input` when
 * there is no content column, or the gold column that the owner named is not there.
 */
export async function* pickColumns(
  rows: AsyncIterable<SourceRow | BadRow>,
  wanted: Wanted,
  onColumns: (columns: Columns) => void = () => undefined,
): AsyncGenerator<PickedRow | BadRow> {
  let columns: Columns | undefined;
  for await (const row of rows) {
    if (row.kind === "bad") {
      yield row;
      continue;
    }
    if (!columns) {
      columns = chooseColumns(row.cells, wanted);
      onColumns(columns);
    }
    yield pick(row, columns, wanted.object ?? false);
  }
}

/** The choice, by the first row. */
function chooseColumns(cells: ReadonlyMap<string, unknown>, wanted: Wanted): Columns {
  const names = [...cells.keys()];
  const named = (name: string) => names.find((column) => column.trim().toLowerCase() === name.toLowerCase());
  const gold = wanted.gold ?? GOLD;
  if (wanted.gold !== undefined && wanted.complete && named(wanted.gold) === undefined) {
    throw new AppError(
      "invalid_input",
      `There is no column "${wanted.gold}" for gold. There are: ${names.join(", ")}.`,
    );
  }
  const prediction = wanted.predictions ? predictionColumns(named, wanted.complete) : undefined;
  const spoken = [...NOT_TEXT, gold.toLowerCase(), ...Object.values(prediction ?? {})];
  const text =
    wanted.text.map(named).find((name) => name !== undefined) ??
    (wanted.object ? wanted.text[0] : undefined) ??
    names.find(
      (name) =>
        typeof cells.get(name) === "string" && !spoken.includes(name) && !spoken.includes(name.trim().toLowerCase()),
    );
  if (text === undefined) {
    throw new AppError(
      "invalid_input",
      `No column holds the text to label. Name it "${wanted.text[0] ?? "text"}"; there are: ${names.join(", ")}.`,
    );
  }
  return { text, id: named(ID) ?? ID, gold: named(gold) ?? gold, ...(prediction && { prediction }) };
}

/** Rows of JSON may leave out what others have; a table without the column says nothing of it. */
function predictionColumns(
  named: (name: string) => string | undefined,
  complete: boolean,
): PredictionColumns | undefined {
  const { answer, confidence, model } = PREDICTION_COLUMNS;
  if (complete && named(answer) === undefined) return undefined;
  return {
    answer: named(answer) ?? answer,
    confidence: named(confidence) ?? confidence,
    model: named(model) ?? model,
  };
}

function pick({ line, cells }: SourceRow, columns: Columns, object: boolean): PickedRow | BadRow {
  const text = object ? objectIn(cells, columns) : cells.get(columns.text);
  if (text === undefined || text === null) return badRow(line, columns.text, `there is no "${columns.text}"`);
  if (typeof text !== "string") return badRow(line, columns.text, `"${columns.text}" is not a text; put it in quotes`);
  if (text.trim() === "") return badRow(line, columns.text, "text is empty");
  if (text.includes("\u0000")) return badRow(line, columns.text, "text holds a NUL character; take it out");
  if (/\p{Surrogate}/u.test(text)) return badRow(line, columns.text, "text holds half a character (a lone surrogate)");
  const id = scalar(columns.id === undefined ? undefined : cells.get(columns.id));
  if (id === null || (id !== undefined && !isGoodId(id))) {
    return badRow(line, columns.id ?? ID, `an id is a number or a text of at most ${MAX_ID_CHARS} plain characters`);
  }
  const known = columns.gold === undefined ? undefined : cells.get(columns.gold);
  const gold = scalar(known) ?? (known ? JSON.stringify(known) : undefined);
  const prediction = columns.prediction && predictionIn(cells, columns.prediction);
  return { kind: "picked", line, id, text, gold, ...(prediction && { prediction }) };
}

/** The content as one cell of JSON: its own column, or all columns but those that say something about it. */
function objectIn(cells: ReadonlyMap<string, unknown>, columns: Columns): unknown {
  const own = cells.get(columns.text);
  if (own !== undefined) return typeof own === "object" && own !== null ? JSON.stringify(own) : own;
  const about = [columns.id, columns.gold, ...Object.values(columns.prediction ?? {})];
  return JSON.stringify(Object.fromEntries([...cells].filter(([name]) => !about.includes(name))));
}

/** Control characters and lone surrogates have no place in an id. */
export const isGoodId = (id: string) => id.length <= MAX_ID_CHARS && !/[\p{Cc}\p{Cs}]/u.test(id);

/** A cell as trimmed text; undefined when empty, null when it is an object or a list. */
function scalar(cell: unknown): string | undefined | null {
  if (cell === undefined || cell === null) return undefined;
  if (typeof cell === "object") return null;
  return String(cell).trim() || undefined;
}
