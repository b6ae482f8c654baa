import type { DatasetRow } from "./row";
import type { RowSource } from "./write";

/**
 * A version's rows as they were released: a JSON object a line, in the order of item hashes, with all that any format may
 * ask for. Every download of a version is made from it, so that it never changes whatever happens to the bounty later.
 */
export async function* snapshotLines(source: RowSource): AsyncGenerator<string> {
  for await (const page of source.pages(true)) {
    let text = "";
    for (const row of page) text += `${JSON.stringify(row)}\n`;
    yield text;
  }
}

/** The rows of a snapshot; `open` is called once a reading. */
export function snapshotSource(open: () => Promise<AsyncIterable<Uint8Array>>): RowSource {
  return {
    pages: async function* () {
      yield* rowsOf(await open());
    },
  };
}

/** Rows a chunk of bytes at a time. */
async function* rowsOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly DatasetRow[]> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    if (lines.length > 0) yield lines.map((line) => JSON.parse(line) as DatasetRow);
  }
  rest += decoder.decode();
  if (rest !== "") yield [JSON.parse(rest) as DatasetRow];
}

/** How a row stands in two versions. */
export type RowChange = {
  readonly item: string;
  readonly id: string;
  readonly change: "added" | "removed" | "changed";
};

/** What differs from one version to another, in the order of item hashes; both are read once, side by side. */
export async function* versionDiff(before: RowSource, after: RowSource): AsyncGenerator<RowChange> {
  const old = rows(before)[Symbol.asyncIterator]();
  const now = rows(after)[Symbol.asyncIterator]();
  let [was, is] = [await old.next(), await now.next()];
  while (!was.done || !is.done) {
    if (was.done || (!is.done && is.value.hash < was.value.hash)) {
      if (is.done) return;
      yield { item: is.value.hash, id: is.value.id, change: "added" };
      is = await now.next();
    } else if (is.done || was.value.hash < is.value.hash) {
      yield { item: was.value.hash, id: was.value.id, change: "removed" };
      was = await old.next();
    } else {
      if (JSON.stringify(was.value) !== JSON.stringify(is.value)) {
        yield { item: is.value.hash, id: is.value.id, change: "changed" };
      }
      [was, is] = [await old.next(), await now.next()];
    }
  }
}

async function* rows(source: RowSource): AsyncGenerator<DatasetRow> {
  for await (const page of source.pages(true)) yield* page;
}
