import { AppError } from "@/lib/kernel/errors";
import { nameEncoding } from "./name-encoding";

export type Encoding = "UTF-8" | "UTF-16LE" | "UTF-16BE";

/** An upload as text: its encoding, and its characters without the byte order mark. */
export type OpenText = { readonly encoding: Encoding; readonly text: AsyncGenerator<string> };

/**
 * Reads bytes as text. UTF-8 unless a byte order mark says UTF-16; the mark is dropped. Throws `invalid_input` for an
 * archive, and, while the text is read, at the first byte that is not of the encoding, naming its offset (0 is the first).
 */
export async function openText(bytes: AsyncIterable<Uint8Array>): Promise<OpenText> {
  const source = bytes[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array();
  while (head.length < 4) {
    const next = await source.next();
    if (next.done) break;
    head = joined(head, next.value);
  }
  const { encoding, mark } = detectEncoding(head);
  return { encoding, text: decode(source, head.subarray(mark), mark, encoding) };
}

/** The encoding that the first bytes speak of, and how many of them are the byte order mark. */
function detectEncoding(head: Uint8Array): { readonly encoding: Encoding; readonly mark: number } {
  if (starts(head, [0xef, 0xbb, 0xbf])) return { encoding: "UTF-8", mark: 3 };
  if (starts(head, [0xff, 0xfe])) return { encoding: "UTF-16LE", mark: 2 };
  if (starts(head, [0xfe, 0xff])) return { encoding: "UTF-16BE", mark: 2 };
  if (starts(head, [0x50, 0x4b, 3, 4])) {
    throw refusal(0, "This is a zip archive or an Excel workbook, not text. Save the sheet as “CSV UTF-8”.");
  }
  if (head.length >= 2 && (head[0] === 0) !== (head[1] === 0)) {
    throw refusal(head[0] === 0 ? 0 : 1, "The file looks like UTF-16 without a byte order mark. Save it as UTF-8.");
  }
  return { encoding: "UTF-8", mark: 0 };
}

async function* decode(
  source: AsyncIterator<Uint8Array>,
  head: Uint8Array,
  start: number,
  encoding: Encoding,
): AsyncGenerator<string> {
  const whole = encoding === "UTF-8" ? wholeUtf8 : encoding === "UTF-16LE" ? wholeUtf16(1) : wholeUtf16(0);
  let offset = start;
  let rest = head;
  try {
    for (;;) {
      const end = whole(rest);
      if (end > 0) yield decodeExactly(rest.subarray(0, end), encoding, offset);
      offset += end;
      const next = await source.next();
      if (next.done) break;
      rest = joined(rest.subarray(end), next.value);
    }
    const left = rest.subarray(whole(rest));
    if (left.length > 0) throw refusal(offset, "The file ends in the middle of a character: it was cut off.");
  } finally {
    await source.return?.();
  }
}

function decodeExactly(bytes: Uint8Array, encoding: Encoding, offset: number): string {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    if (encoding !== "UTF-8") throw refusal(offset + badUnit(bytes, encoding), `This is not ${encoding}. ${MEND}`);
    const at = badUtf8(bytes);
    const hex = (bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, "0");
    throw refusal(offset + at, `The byte 0x${hex} is not UTF-8; the file is probably ${nameEncoding(bytes)}. ${MEND}`);
  }
}

const MEND = "Save it as UTF-8 (in Excel: “CSV UTF-8”) and upload it again.";

function refusal(offset: number, reason: string): AppError {
  const at = `byte ${offset}`;
  return new AppError("invalid_input", `At ${at}: ${reason}`, { errors: [{ at, reason }] });
}

/** Where the last whole UTF-8 character ends: at most three bytes wait for the rest of theirs. */
function wholeUtf8(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const length = utf8Length(bytes[bytes.length - back] ?? 0);
    if (length > 1) return length > back ? bytes.length - back : bytes.length;
    if (length === 1) return bytes.length;
  }
  return bytes.length;
}

/** Where the last whole UTF-16 character ends; `high` is the place of the unit's high byte. */
const wholeUtf16 = (high: 0 | 1) => (bytes: Uint8Array) => {
  const even = bytes.length - (bytes.length % 2);
  const last = bytes[even - 2 + high] ?? 0;
  return even >= 2 && last >= 0xd8 && last <= 0xdb ? even - 2 : even;
};

/** Bytes that a lead byte announces; 0 for a byte that continues a character or cannot be. */
function utf8Length(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2) return 0;
  if (lead < 0xe0) return 2;
  if (lead < 0xf0) return 3;
  return lead < 0xf5 ? 4 : 0;
}

/** Index of the first byte that begins no well-formed UTF-8 character. */
function badUtf8(bytes: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  for (let i = 0; i < bytes.length; ) {
    const length = utf8Length(bytes[i] ?? 0);
    if (length === 0) return i;
    if (length > 1) {
      try {
        decoder.decode(bytes.subarray(i, i + length));
      } catch {
        return i;
      }
    }
    i += length;
  }
  return bytes.length;
}

/** Index of the first UTF-16 unit that is half a surrogate pair. */
function badUnit(bytes: Uint8Array, encoding: Encoding): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const unit = (i: number) => view.getUint16(i, encoding === "UTF-16LE");
  for (let i = 0; i < bytes.length; i += 2) {
    const kind = unit(i) & 0xfc00;
    if (kind === 0xdc00) return i;
    if (kind !== 0xd800) continue;
    if (i + 4 > bytes.length || (unit(i + 2) & 0xfc00) !== 0xdc00) return i;
    i += 2;
  }
  return bytes.length;
}

const starts = (bytes: Uint8Array, mark: readonly number[]) => mark.every((byte, i) => bytes[i] === byte);

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
