const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
/** Nesting beyond which the search gives up: a fault this deep is reported where it begins. */
const MAX_DEPTH = 200;

/**
 * Where text stops being JSON: index of the first character that cannot stand there (its length when it is cut off).
 * Engines word their own errors differently and not all name a place.
 */
export function jsonFaultAt(text: string): number {
  const reader = new Reader(text);
  if (value(reader, 0)) reader.space();
  return reader.at;
}

/** Each part answers whether it was there, and leaves `at` behind it, or on the character that is wrong. */
class Reader {
  at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  space(): void {
    while (" \t\n\r".includes(this.text[this.at] ?? "x")) this.at += 1;
  }

  char(char: string): boolean {
    this.space();
    if (this.text[this.at] !== char) return false;
    this.at += 1;
    return true;
  }

  pattern(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at += found[0].length;
    return found !== null;
  }

  string(): boolean {
    if (!this.char('"')) return false;
    for (;;) {
      const char = this.text[this.at];
      if (char === undefined || char < " ") return false;
      if (char === "\\") {
        if (!this.pattern(ESCAPE)) return false;
      } else {
        this.at += 1;
        if (char === '"') return true;
      }
    }
  }

  list(close: string, entry: () => boolean): boolean {
    if (this.char(close)) return true;
    do {
      if (!entry()) return false;
    } while (this.char(","));
    return this.char(close);
  }

  isNext(char: string): boolean {
    this.space();
    return this.text[this.at] === char;
  }
}

function value(reader: Reader, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  const inner = () => value(reader, depth + 1);
  if (reader.char("{")) return reader.list("}", () => reader.string() && reader.char(":") && inner());
  if (reader.char("[")) return reader.list("]", inner);
  return reader.isNext('"') ? reader.string() : reader.pattern(NUMBER) || reader.pattern(WORD);
}
