// The file that the import bench brings: texts of 2 KB with an id, a tenth of them with a known answer.
/** What `import-alone.ts` measures. */
export type ImportAlone = {
  readonly way: string;
  readonly rows: number;
  readonly seconds: number;
  /** Of the process itself, without the database. */
  readonly cpuSeconds: number;
  readonly bytes: number;
  readonly peakMb: number;
};

/** Its number. */
export const BENCH_BOUNTY = 1;
const CONFIG = { question: "Which tone?", labels: ["calm", "angry", "neither"] };

/** A draft to bring them into. */
export const draftSql = `
  INSERT INTO account (no, address) VALUES (1, '0x' || repeat('0', 40));
  INSERT INTO bounty (no, id, owner_no, state, title, task_type, task_version, config, policy, secret)
    VALUES (${BENCH_BOUNTY}, 'bty_bench', 1, 'draft', 'bench', 'choice', 1, '${JSON.stringify(CONFIG)}', '{}', '')`;

/** Some 64 KB, as a body comes in from the network. */
const PIECE_ROWS = 32;

/** The file in pieces; `onBytes` hears their sizes. Some 400 MB for 200,000 rows. */
export async function* csvFile(rows: number, onBytes: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  yield Buffer.from("id,text,gold\n");
  for (let from = 0; from < rows; from += PIECE_ROWS) {
    let piece = "";
    for (let i = from; i < Math.min(rows, from + PIECE_ROWS); i++) {
      const text = `Message number ${i}: ${"thank you for waiting, ".repeat(50 + (i % 70))}`;
      piece += `m-${i},"${text}",${i % 10 === 0 ? CONFIG.labels[i % 3] : ""}\n`;
    }
    const bytes = Buffer.from(piece);
    onBytes(bytes.length);
    yield bytes;
  }
}
