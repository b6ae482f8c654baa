import { type BadRow, badRow, MAX_RECORD_CHARS } from "./source-row";

export type CsvRecord = { readonly kind: "record"; readonly line: number; readonly cells: readonly string[] };

type State = "field" | "plain" | "quoted" | "closed" | "skip";

/**
 * Cuts text, however it is chunked, into records of cells, with the physical line each began on. Holds at most one
 * record: past MAX_RECORD_CHARS the record is reported and the rest of its line dropped.
 */
export class CsvSplitter {
  private state: State = "field";
  private cells: string[] = [];
  private cell = "";
  private size = 0;
  /** The line being read, and the line where the record and its last quote began. */
  private line = 1;
  private recordLine = 1;
  private quoteLine = 1;
  /** The last character was a carriage return: a line feed next belongs to it. */
  private afterReturn = false;
  private out: (CsvRecord | BadRow)[] = [];
  private readonly delimiter: string;
  private readonly stops: RegExp;

  constructor(delimiter: string) {
    this.delimiter = delimiter;
    this.stops = new RegExp(`[${delimiter}\\n\\r]`, "g");
  }

  /** Takes the next piece of text; returns the records that it completed. */
  push(text: string): readonly (CsvRecord | BadRow)[] {
    this.out = [];
    for (let i = 0; i < text.length; ) i = this.step(text, i);
    return this.out;
  }

  /** The text is over: returns the last record, if it had no line end. */
  end(): readonly (CsvRecord | BadRow)[] {
    this.out = [];
    if (this.state === "quoted") {
      const swallowed = this.line > this.quoteLine ? `; it took in everything up to line ${this.line}` : "";
      this.refuse(`the quote that opens on line ${this.quoteLine} is never closed${swallowed}. Close it, or double it`);
    } else if (this.state !== "skip" && this.size > 0) {
      this.endRecord();
    }
    return this.out;
  }

  /** Handles a run of characters from `i`; returns where the next one begins. */
  private step(text: string, i: number): number {
    const afterReturn = this.afterReturn;
    this.afterReturn = false;
    if (this.state === "quoted") return this.quoted(text, i, afterReturn);
    if (afterReturn && text[i] === "\n") return i + 1;
    if (this.state === "skip") return this.skip(text, i);
    if (text[i] === '"' && this.state === "field") return this.openQuote(i);
    if (text[i] === '"' && this.state === "closed") {
      this.state = "quoted";
      return this.append('"', i + 1);
    }
    return this.unquoted(text, i);
  }

  private openQuote(i: number): number {
    this.state = "quoted";
    this.quoteLine = this.line;
    this.size += 1;
    return i + 1;
  }

  private quoted(text: string, i: number, afterReturn: boolean): number {
    const quote = text.indexOf('"', i);
    const end = quote < 0 ? text.length : quote;
    const run = text.slice(i, end);
    this.line += lineEnds(run) - (afterReturn && run[0] === "\n" ? 1 : 0);
    this.afterReturn = run.endsWith("\r");
    if (quote < 0) return this.append(run, end);
    this.afterReturn = false;
    this.state = "closed";
    return this.append(run, quote + 1);
  }

  private unquoted(text: string, i: number): number {
    this.stops.lastIndex = i;
    const end = this.stops.exec(text)?.index ?? text.length;
    if (end > i) {
      if (this.state === "closed") {
        this.refuse(`text after the closing quote of cell ${this.cells.length + 1}. Write a quote inside quotes twice`);
        this.state = "skip";
        return i;
      }
      this.state = "plain";
      return this.append(text.slice(i, end), end);
    }
    if (text[end] === this.delimiter) {
      this.endCell();
      this.size += 1;
    } else {
      this.endRecord();
      this.endLine(text[end]);
    }
    return end + 1;
  }

  /** Drops characters to the end of the line. */
  private skip(text: string, i: number): number {
    const match = /[\n\r]/g;
    match.lastIndex = i;
    const end = match.exec(text)?.index;
    if (end === undefined) return text.length;
    this.endLine(text[end]);
    this.clear();
    return end + 1;
  }

  private append(run: string, next: number): number {
    this.size += run.length;
    if (this.size > MAX_RECORD_CHARS) {
      const quote = this.state === "quoted" ? `; is the quote of line ${this.quoteLine} ever closed?` : "";
      this.refuse(`the row is longer than ${MAX_RECORD_CHARS.toLocaleString("en")} characters${quote}`);
      this.clear();
      this.state = "skip";
      return next;
    }
    this.cell += run;
    return next;
  }

  private endCell(): void {
    this.cells.push(this.cell);
    this.cell = "";
    this.state = "field";
  }

  private endRecord(): void {
    this.endCell();
    this.out.push({ kind: "record", line: this.recordLine, cells: this.cells });
    this.clear();
  }

  private endLine(char: string | undefined): void {
    this.line += 1;
    this.recordLine = this.line;
    this.afterReturn = char === "\r";
  }

  private refuse(reason: string): void {
    this.out.push(badRow(this.recordLine, `line ${this.recordLine}`, reason));
  }

  private clear(): void {
    this.cells = [];
    this.cell = "";
    this.size = 0;
    this.state = "field";
    this.recordLine = this.line;
  }
}

/** Line ends in a piece of text: a line feed, a carriage return, or both together. */
function lineEnds(text: string): number {
  let count = 0;
  for (const _ of text.matchAll(/\r\n|\n|\r/g)) count++;
  return count;
}
