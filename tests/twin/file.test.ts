import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ELEMENT } from "@/lib/onnx/onnx-write";
import * as constants from "@/lib/referee/constants";
import * as dawidSkene from "@/lib/referee/dawid-skene-constants";
import { refereeHash } from "@/lib/referee/fingerprint";
import { METHOD_VERSIONS } from "@/lib/referee/method";
import { refereeFile } from "@/lib/twin/referee-graph";
import { REFEREE_ONNX_SHA256 } from "@/lib/twin/twin-file";
import { readGraph } from "./read-graph";

const committed = new Uint8Array(readFileSync("models/referee-v1.onnx"));
const graph = readGraph(committed);

/** Operations that are exact on integers wherever they run. `Cast` is, but costs a first run seconds: see `IntegerGraph`. */
const EXACT = new Set(
  `Abs Add And ArgMax Concat CumSum Div Equal Expand Gather GatherElements Greater GreaterOrEqual Identity Less Loop Max Min Mul Neg
   NonZero Not Or Range ReduceMax ReduceMin ReduceSum Reshape ScatterND Shape Slice Squeeze Sub Transpose Unique Unsqueeze Where`.split(
    /\s+/,
  ),
);

/** Numbers that decide nothing inside the file: a name, defaults of its inputs, and what `checkInput` and others refuse. */
const OUTSIDE = ["REFEREE_VERSION", "DEFAULT_TAU", "DEFAULT_BETA", "LIMIT", "DS_PAIR_CELLS"];

describe("models/referee-v1.onnx", () => {
  test("default: it is what its script writes, twice the same, under 150 kB", () => {
    expect(Buffer.from(refereeFile()).equals(Buffer.from(committed))).toBe(true);
    expect(Buffer.from(refereeFile()).equals(Buffer.from(committed))).toBe(true);
    expect(committed.length).toBeLessThan(150_000);
  });

  test("behavior: the constant that manifests take, and the model card, name its hash", () => {
    const hash = createHash("sha256").update(committed).digest("hex");
    expect(REFEREE_ONNX_SHA256).toBe(hash);
    const card = readFileSync("models/referee-v1.md", "utf8");
    expect(card).toContain(`\`${hash}\``);
    expect(card).toContain(`| size | ${committed.length.toLocaleString("en-GB")} bytes`);
  });

  test("behavior: integers only, in the words of operator set 18", () => {
    expect(graph.opset).toBe(18);
    expect([...graph.operations.keys()].filter((operation) => !EXACT.has(operation))).toEqual([]);
    const integer = new Set<number>([ELEMENT.int32, ELEMENT.int64]);
    expect([...graph.tensors].filter(([, { type }]) => !integer.has(type))).toEqual([]);
    expect(graph.ports.filter((type) => !integer.has(type) && type !== ELEMENT.bool)).toEqual([]);
  });

  test("behavior: tables and numbers read back out of the file give the referee's pinned fingerprints", () => {
    const found = numbersInFile();
    const known = { ...constants, ...dawidSkene };
    expect(
      Object.keys(known)
        .filter((name) => !found.has(name))
        .toSorted(),
    ).toEqual(OUTSIDE.toSorted());
    const read = (numbers: object) =>
      Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, found.get(name) ?? value]));
    expect(fingerprint(read(constants))).toBe(refereeHash());
    const version = { REFEREE_VERSION: METHOD_VERSIONS["dawid-skene"] };
    expect(fingerprint({ ...read(constants), ...version, ...read(dawidSkene) })).toBe(refereeHash("dawid-skene"));
  });

  test("behavior: one changed entry of a table changes that fingerprint", () => {
    const bytes = tableBytes();
    bytes[4 * 9_000] = (bytes[4 * 9_000] ?? 0) ^ 1;
    expect(fingerprint(constants, bytes)).not.toBe(refereeHash());
  });
});

/** The rule's numbers by name; one that is stored in two widths must say the same twice. */
function numbersInFile(): Map<string, number> {
  const found = new Map<string, number>();
  for (const [full, { type, bytes }] of graph.tensors) {
    const name = /^([A-Z_]+)\.int(?:32|64)$/.exec(full)?.[1];
    if (name === undefined) continue;
    const view = new DataView(bytes.buffer);
    const value = type === ELEMENT.int32 ? view.getInt32(0, true) : Number(view.getBigInt64(0, true));
    expect(found.get(name) ?? value, name).toBe(value);
    found.set(name, value);
  }
  return found;
}

/** Both tables as the fingerprint spells them: little-endian int32, logarithms first. */
function tableBytes(): Uint8Array {
  const minusLog = graph.tensors.get("minusLog")?.bytes ?? new Uint8Array();
  // Two entries in one int32; one more than there are makes up the last pair.
  const log = Int32Array.from(new Uint16Array(minusLog.buffer).subarray(0, constants.LOG_N + 1), (bits) => -bits);
  return Buffer.concat([new Uint8Array(log.buffer), graph.tensors.get("exp")?.bytes ?? new Uint8Array()]);
}

function fingerprint(numbers: object, bytes = tableBytes()): string {
  const entries = Object.entries(numbers).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256")
    .update(`${JSON.stringify(entries)}\n`)
    .update(bytes)
    .digest("hex");
}
