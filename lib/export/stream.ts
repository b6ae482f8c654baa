import type { BountyNo } from "@/lib/kernel/ids";
import type { Desk, Format } from "./formats";
import type { DatasetStore } from "./ports";
import type { AnswerRow, DatasetRow } from "./row";

const PAGE_ROWS = 500;

/** Text of about a page of rows, and how many rows it holds. */
export type Chunk = { readonly text: string; readonly rows: number };

/** A whole download, page by page: memory stays that of one page however long the dataset is. */
export async function* writeFormat(
  format: Format,
  store: DatasetStore,
  bountyNo: BountyNo,
  desk: Desk,
): AsyncGenerator<Chunk> {
  yield { text: format.head(desk.ontology), rows: 0 };
  if (format.source === "items") {
    for await (const page of itemPages(store, bountyNo)) yield chunkOf(page, (row) => format.line(row, desk));
  } else {
    for await (const page of answerPages(store, bountyNo)) yield chunkOf(page, (row) => format.line(row, desk));
  }
}

function chunkOf<Row>(rows: readonly Row[], line: (row: Row) => string): Chunk {
  return { text: rows.map(line).join(""), rows: rows.length };
}

async function* itemPages(store: DatasetStore, bountyNo: BountyNo): AsyncGenerator<readonly DatasetRow[]> {
  for (let after = ""; ; ) {
    const page = await store.items(bountyNo, after, PAGE_ROWS);
    const last = page.at(-1);
    if (!last) return;
    yield page;
    after = last.hash;
  }
}

async function* answerPages(store: DatasetStore, bountyNo: BountyNo): AsyncGenerator<readonly AnswerRow[]> {
  for (let after: AnswerRow["at"] | undefined; ; ) {
    const page = await store.answers(bountyNo, after, PAGE_ROWS);
    const last = page.at(-1);
    if (!last) return;
    yield page;
    after = last.at;
  }
}
