/** The thread that reads Parquet files: it answers one question at a time (parquet-reader.ts asks them). */
import { type FileHandle, open } from "node:fs/promises";
import { parentPort } from "node:worker_threads";
import type { AsyncBuffer } from "hyparquet";
import { readParquet } from "@/lib/import/parquet";
import type { BadRow, SourceRow } from "@/lib/import/source-row";
import { AppError } from "@/lib/kernel/errors";
import type { ParquetAnswer, ParquetQuestion } from "./parquet-reader";

/** One answer holds so many rows, or so much text, at most (and one row). */
const ANSWER_ROWS = 1_000;
const ANSWER_CHARS = 2_000_000;
/** Room that is made at once for values, and that is read at once: both stand in the file, and may be any number. */
const MOST_BUFFER_BYTES = 64_000_000;
const MOST_READ_BYTES = 256_000_000;

type Row = SourceRow | BadRow;
let reading: { readonly file: FileHandle; readonly rows: AsyncGenerator<Row> } | undefined;

limitArrays();
parentPort?.postMessage({ kind: "ready" } satisfies ParquetAnswer);
parentPort?.on("message", async (question: ParquetQuestion) => {
  parentPort?.postMessage(await answerTo(question));
});

async function answerTo(question: ParquetQuestion): Promise<ParquetAnswer> {
  try {
    if (question !== "more") reading = await begin(question.path, question.firstLine);
    const rows = reading ? await some(reading.rows) : [];
    if (rows.length > 0) return { kind: "rows", rows };
    await leave();
    return { kind: "end" };
  } catch (error) {
    await leave();
    const { code, message } = AppError.of(error);
    return { kind: "refused", code, message, cause: String(error) };
  }
}

async function begin(path: string, firstLine: number) {
  const file = await open(path, "r");
  const { size } = await file.stat();
  return { file, rows: readParquet(bufferOf(file, size), firstLine) };
}

async function leave(): Promise<void> {
  const { file } = reading ?? {};
  reading = undefined;
  await file?.close();
}

async function some(rows: AsyncGenerator<Row>): Promise<Row[]> {
  const found: Row[] = [];
  for (let chars = 0; found.length < ANSWER_ROWS && chars < ANSWER_CHARS; ) {
    const next = await rows.next();
    if (next.done) break;
    found.push(next.value);
    if (next.value.kind === "row") {
      for (const cell of next.value.cells.values()) chars += typeof cell === "string" ? cell.length : 8;
    }
  }
  return found;
}

function bufferOf(file: FileHandle, byteLength: number): AsyncBuffer {
  const slice = async (start: number, end = byteLength): Promise<ArrayBuffer> => {
    const from = Math.min(Math.max(start < 0 ? byteLength + start : start, 0), byteLength);
    const size = Math.max(0, Math.min(end, byteLength) - from);
    if (size > MOST_READ_BYTES) throw new RangeError("more is asked for at once than a row group may hold");
    const buffer = new ArrayBuffer(size);
    await file.read(new Uint8Array(buffer), 0, size, from);
    return buffer;
  };
  return { byteLength, slice };
}

/** A thread's limit of memory does not count what lies in buffers: arrays of numbers are kept from growing without bounds here. */
function limitArrays(): void {
  const kinds = { Uint8Array, Int32Array, Uint32Array, BigInt64Array, BigUint64Array, Float32Array, Float64Array };
  for (const [name, kind] of Object.entries(kinds)) {
    const limited = new Proxy(kind as new (...given: unknown[]) => object, {
      construct(target, given, as) {
        const [first] = given;
        if (typeof first === "number" && first * kind.BYTES_PER_ELEMENT > MOST_BUFFER_BYTES)
          throw new RangeError("too many values");
        return Reflect.construct(target, given, as);
      },
    });
    Object.defineProperty(globalThis, name, { value: limited });
  }
}
