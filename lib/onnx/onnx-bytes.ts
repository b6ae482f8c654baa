/**
 * The protobuf wire format, as much of it as an ONNX file needs. Messages are byte strings; putting two of one type
 * behind each other merges them (repeated fields append), which is how a head is added to a finished model.
 */
const textEncoder = new TextEncoder();
const textDecoder = new TextDecoder();

const VARINT = 0;
const EIGHT_BYTES = 1;
const BYTES = 2;
const FOUR_BYTES = 5;

export type Bytes = Uint8Array<ArrayBuffer>;

export function concatBytes(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A non-negative integer field. */
export function intField(field: number, value: number): Bytes {
  return concatBytes([varint(field * 8 + VARINT), varint(value)]);
}

/** A string, bytes or sub-message field. */
export function bytesField(field: number, content: Uint8Array | string): Bytes {
  const bytes = typeof content === "string" ? textEncoder.encode(content) : content;
  return concatBytes([varint(field * 8 + BYTES), varint(bytes.length), bytes]);
}

function varint(value: number): Bytes {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not a varint: ${value}`);
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return Uint8Array.from(bytes);
}

/** A field met while reading: its number, its content (for bytes fields) or its value (for integers). */
export type Field = { readonly field: number; readonly content: Uint8Array; readonly value: number };

/** The fields of one message, in order. Throws RangeError when the bytes end early or are no protobuf. */
export function* fieldsOf(message: Uint8Array): Generator<Field> {
  let at = 0;
  const readVarint = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = message[at++];
      if (byte === undefined) throw new RangeError("protobuf: the bytes end early");
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const key = readVarint();
    const wire = key % 8;
    let value = 0;
    if (wire === VARINT) value = readVarint();
    const length = wire === BYTES ? readVarint() : wire === FOUR_BYTES ? 4 : wire === EIGHT_BYTES ? 8 : 0;
    if (wire !== VARINT && length === 0 && wire !== BYTES) throw new RangeError(`protobuf: wire type ${wire}`);
    const content = message.subarray(at, at + length);
    if (content.length < length) throw new RangeError("protobuf: the bytes end early");
    at += length;
    yield { field: Math.floor(key / 8), content, value };
  }
}

export function textOf(content: Uint8Array): string {
  return textDecoder.decode(content);
}
