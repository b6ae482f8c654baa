import { zipped } from "@/lib/adapters/zip";
import { ontologyOf } from "@/lib/export/ontology";
import { readOrder } from "@/lib/export/options";
import { formatOf } from "@/lib/export/registry";
import type { DatasetRow } from "@/lib/export/row";
import { writeOrder } from "@/lib/export/write";
import { sha256Hex } from "@/lib/kernel/sha256";
import type { AnyTaskType, Example } from "@/lib/task-types/task-type";
import { bytesOf } from "./bytes";

/** What stands for the bytes of an image. */
export const IMAGE = new Uint8Array([137, 80, 78, 71, 1, 2, 3]);

/** Rows of a task type's example: one a given answer, `undefined` for an item that nobody has answered. */
export function exampleRows(answers: readonly unknown[], payload: unknown): DatasetRow[] {
  return answers.map((answer, i): DatasetRow => {
    const base = { hash: sha256Hex(`row ${i}`), id: `row ${i}`, payload, gold: undefined, crowd: [] };
    if (answer === undefined) return base;
    return { ...base, consensus: { answer, certaintyQ16: 60_000, temperedQ16: [], entropyQ10: 100, answers: 3 } };
  });
}

type Stage = {
  readonly type: AnyTaskType;
  readonly config: unknown;
  readonly rows: readonly DatasetRow[];
  readonly options?: Readonly<Record<string, string>>;
  readonly licence?: string;
};

/** Writes rows in a format, in the order given; what came out, and what was lost. */
export async function written(format: string, { type, config, rows, options = {}, licence }: Stage) {
  const order = readOrder(formatOf(format), options);
  const result = writeOrder(order, {
    about: {
      ...{ id: "bty_7", title: "A <title> & more", guidelines: "Look twice.", owner: `0x${"a1".repeat(20)}` },
      ...{ version: 2, releasedAtMs: 1_790_000_000_000, licence: licence ?? null, consent: null, manifestHash: null },
      ...{ blindBps: 2_000, items: rows.length, url: "https://assay.test/datasets/bty_7", files: [] },
    },
    ontology: ontologyOf(type, config),
    assetUrl: (sha256) => `https://assay.test/api/v1/assets/${sha256}`,
    bytesOf: async () =>
      (async function* () {
        yield IMAGE;
      })(),
    mediaTypes: async (sha256s) => new Map(sha256s.map((sha256) => [sha256, "image/png"])),
    zip: zipped,
    source: {
      pages: async function* () {
        // Two pages at least, so that nothing rests on there being one.
        const half = Math.ceil(rows.length / 2);
        yield rows.slice(0, half);
        if (half < rows.length) yield rows.slice(half);
      },
    },
  });
  const bytes = await bytesOf(result.chunks);
  return { bytes, text: bytes.toString("utf8"), loss: result.loss(), extension: result.extension };
}

/** The first example of a type with its answers as rows and one that nobody has answered. */
export function exampleOf(type: AnyTaskType, at = 0) {
  const example = type.examples[at] as Example<unknown, unknown, unknown>;
  const config = type.config().parse(example.config);
  const rows = exampleRows([...example.answers, undefined], example.payload);
  return { type, config, rows, answers: example.answers, payload: example.payload };
}

/** What a zip archive holds, by path, in the order of the archive. */
export async function unzipped(bytes: Buffer): Promise<Map<string, Buffer>> {
  const { fromBufferPromise } = await import("yauzl").then(({ fromBuffer }) => ({
    fromBufferPromise: () =>
      new Promise<import("yauzl").ZipFile>((resolve, reject) => {
        fromBuffer(bytes, { lazyEntries: true }, (error, zip) => (error ? reject(error) : resolve(zip)));
      }),
  }));
  const zip = await fromBufferPromise();
  const found = new Map<string, Buffer>();
  return new Promise((resolve, reject) => {
    zip.on("entry", (entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        bytesOf(stream).then((data) => {
          if (found.has(entry.fileName)) reject(new Error(`twice in the archive: ${entry.fileName}`));
          found.set(entry.fileName, data);
          zip.readEntry();
        }, reject);
      });
    });
    zip.on("end", () => resolve(found));
    zip.on("error", reject);
    zip.readEntry();
  });
}
