// A failure that the person at the terminal can mend: shown as words, never as a stack.

export class LaunchProblem extends Error {
  /**
   * @param {string} message what is wrong, one sentence
   * @param {string} mend what to do about it
   * @param {{ cause?: unknown, detail?: string }} [more] `detail` is output worth showing, such as the end of a log
   */
  constructor(message, mend, more = {}) {
    super(message, more.cause === undefined ? {} : { cause: more.cause });
    this.name = "LaunchProblem";
    this.mend = mend;
    this.detail = more.detail ?? "";
  }
}

/**
 * The text for a failure. A stack appears only with ASSAY_DEBUG=1.
 *
 * @param {unknown} error
 * @returns {string}
 */
export function describeProblem(error) {
  const debug = process.env.ASSAY_DEBUG === "1";
  const lines = [];
  if (error instanceof LaunchProblem) {
    if (error.detail !== "") lines.push(indent(error.detail), "");
    lines.push(`✗ ${error.message}`, indent(error.mend));
  } else {
    lines.push(`✗ ${messageOf(error)}`);
    if (!debug) lines.push(indent("ASSAY_DEBUG=1 shows where this happened."));
  }
  if (debug && error instanceof Error && error.stack !== undefined) lines.push("", error.stack);
  return `${lines.join("\n")}\n`;
}

/**
 * @param {unknown} error
 * @returns {string}
 */
export function messageOf(error) {
  if (error instanceof AggregateError && error.message === "") return error.errors.map(messageOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}

/**
 * The `code` of a system error (`ENOENT`, `EADDRINUSE` …), or an empty string.
 *
 * @param {unknown} error
 * @returns {string}
 */
export function codeOf(error) {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** @param {string} text */
function indent(text) {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
}
