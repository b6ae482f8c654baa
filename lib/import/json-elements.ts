import { AppError } from "@/lib/kernel/errors";
import { jsonFaultAt } from "./json-fault";
import { type BadRow, badRow, MAX_RECORD_CHARS } from "./source-row";

/** One element of a JSON document's list: the list's name (undefined where the document is the list) and the line it began on. */
export type JsonElement = {
  readonly kind: "element";
  readonly list: string | undefined;
  readonly line: number;
  readonly value: unknown;
};

/**
 * The elements of `[…]`, or of every list that stands right inside `{…}`, one by one however large the document is: at most one
 * element is held. One that is not JSON, or too long, is a bad row. Throws `invalid_input` when the document is
 * neither, or is cut off: then what was read before must not count.
 */
export async function* readJsonElements(text: AsyncIterable<string>): AsyncGenerator<JsonElement | BadRow> {
  const cutter = new ElementCutter();
  for await (const chunk of text) yield* cutter.push(chunk);
  cutter.end();
}

/** Nesting of one element: JSON.parse itself would go on to the end of the stack. */
const MAX_DEPTH = 200;
const SPACE = /[^ \t\r\n]/;

class ElementCutter {
  /** 0 before the document, 1 between its parts, 2 inside a list of an object; `over` behind it. */
  private place: "before" | "object" | "list" | "over" = "before";
  private topIsList = false;
  private list: string | undefined;
  /** The piece being read: an element, a name, or a value of the object that is passed over. */
  private piece = "";
  private tooLong = false;
  private tooDeep = false;
  private depth = 0;
  private inString = false;
  private escaped = false;
  private line = 1;
  private pieceLine = 1;
  private out: (JsonElement | BadRow)[] = [];

  push(chunk: string): readonly (JsonElement | BadRow)[] {
    this.out = [];
    let from = 0;
    for (let i = 0; i < chunk.length; i++) {
      const char = chunk[i] as string;
      if (char === "\n") this.line += 1;
      if (this.inString) {
        if (this.escaped) this.escaped = false;
        else if (char === "\\") this.escaped = true;
        else if (char === '"') this.inString = false;
      } else if (this.structural(char)) {
        if (this.boundary(char, chunk.slice(from, i))) from = i + 1;
      }
    }
    this.hold(chunk.slice(from));
    return this.out;
  }

  end(): void {
    if (this.place === "before" && this.piece.trim() === "") throw refusal("The file is empty.");
    if (this.place !== "over")
      throw refusal(`The file ends in line ${this.line} in the middle of the JSON: it was cut off.`);
    if (SPACE.test(this.piece)) throw refusal("Something follows behind the end of the JSON.");
  }

  /** Keeps strings and nesting; answers whether the character can be a boundary of a piece. */
  private structural(char: string): boolean {
    if (char === '"') this.inString = true;
    return '[]{},:"'.includes(char) && char !== '"';
  }

  /** Handles a bracket, comma or colon; true when the piece before it was taken and begins anew behind it. */
  private boundary(char: string, before: string): boolean {
    if (this.place === "over") throw refusal("Something follows behind the end of the JSON.");
    if (this.place === "before") return this.open(char, before);
    const opens = char === "[" || char === "{";
    const closes = char === "]" || char === "}";
    if (this.depth === 0) {
      if (this.place === "object" && char === "[" && this.nameEnded) {
        this.hold(before);
        if (SPACE.test(this.piece)) throw refusal(`Line ${this.line}: something stands before a list.`);
        return this.enterList();
      }
      if (!opens) {
        this.hold(before);
        return this.separator(char);
      }
    }
    if (opens) this.depth += 1;
    if (this.depth > MAX_DEPTH) this.tooDeep = true;
    if (closes) this.depth -= 1;
    return false;
  }

  private nameEnded = false;
  private name = "";

  private open(char: string, before: string): boolean {
    this.hold(before);
    if (SPACE.test(this.piece) || (char !== "[" && char !== "{")) {
      throw refusal("This is not a JSON document: it begins with neither [ nor {.");
    }
    this.topIsList = char === "[";
    this.begin();
    this.place = this.topIsList ? "list" : "object";
    return true;
  }

  private enterList(): boolean {
    this.list = this.name;
    this.place = "list";
    this.begin();
    return true;
  }

  /** A comma, colon or closing bracket right inside the document or a list. */
  private separator(char: string): boolean {
    if (this.place === "list") {
      if (char === "," || char === "]") this.take();
      else throw refusal(`Line ${this.line}: "${char}" cannot stand here.`);
      if (char === "]") {
        this.place = this.topIsList ? "over" : "object";
        this.nameEnded = false;
      }
    } else if (char === ":") {
      this.name = nameOf(this.piece);
      this.nameEnded = true;
    } else if (char === "," || char === "}") {
      this.nameEnded = false;
      if (char === "}") this.place = "over";
    } else throw refusal(`Line ${this.line}: "${char}" cannot stand here.`);
    this.begin();
    return true;
  }

  private begin(): void {
    this.piece = "";
    this.tooLong = false;
    this.tooDeep = false;
    this.depth = 0;
    this.pieceLine = this.line;
  }

  private hold(text: string): void {
    if (this.tooLong) return;
    if (!SPACE.test(this.piece)) {
      if (!SPACE.test(text)) this.pieceLine = this.line;
      this.piece = text.trimStart();
    } else if (this.piece.length + text.length <= MAX_RECORD_CHARS) this.piece += text;
    else [this.piece, this.tooLong] = ["", true];
    if (this.piece.length > MAX_RECORD_CHARS) [this.piece, this.tooLong] = ["", true];
  }

  private take(): void {
    const { piece, pieceLine: line, list } = this;
    if (this.tooLong) this.out.push(badRow(line, `line ${line}`, TOO_LONG));
    else if (this.tooDeep) this.out.push(badRow(line, `line ${line}`, `nested deeper than ${MAX_DEPTH} levels`));
    else if (piece.trim() !== "") {
      try {
        this.out.push({ kind: "element", list, line, value: JSON.parse(piece) });
      } catch {
        const at = piece.slice(jsonFaultAt(piece), jsonFaultAt(piece) + 20).trim();
        this.out.push(badRow(line, `line ${line}`, `not JSON${at ? `, at ${at}` : ": it is cut off"}`));
      }
    }
  }
}

const TOO_LONG = `longer than ${MAX_RECORD_CHARS.toLocaleString("en")} characters`;

function nameOf(piece: string): string {
  try {
    return String(JSON.parse(piece));
  } catch {
    throw refusal(`"${piece.slice(0, 40)}" is no name of a list.`);
  }
}

const refusal = (reason: string) => new AppError("invalid_input", reason);
