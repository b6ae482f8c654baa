/** What a model has proposed for a row, as it is written in a file. */
export type Prediction = {
  /** Ways in which the answer may be written in a cell; the task type takes the first that it reads. */
  readonly cells: readonly string[];
  /** From 0 to 1, as written; undefined where nothing is said. */
  readonly confidence: unknown;
  /** What the model is called; undefined where nothing is said. */
  readonly model: string | undefined;
};

/** Columns that speak of a model's proposal, by what they are called in the file. */
export type PredictionColumns = { readonly answer: string; readonly confidence: string; readonly model: string };

export const PREDICTION_COLUMNS: PredictionColumns = {
  answer: "prediction",
  confidence: "confidence",
  model: "model_version",
};

/** The proposal in a row; undefined where its cell is empty. */
export function predictionIn(
  cells: ReadonlyMap<string, unknown>,
  { answer, confidence, model }: PredictionColumns,
): Prediction | undefined {
  const written = filled(cells.get(answer));
  if (written === undefined) return undefined;
  const name = filled(cells.get(model));
  return {
    cells: [typeof written === "object" ? JSON.stringify(written) : String(written).trim()],
    confidence: filled(cells.get(confidence)),
    model: name === undefined ? undefined : String(name).trim(),
  };
}

const filled = (cell: unknown) =>
  cell === null || (typeof cell === "string" && cell.trim() === "") ? undefined : cell;
