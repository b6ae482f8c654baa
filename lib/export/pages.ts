import type { BountyNo } from "@/lib/kernel/ids";
import type { DatasetStore } from "./ports";
import type { RowSource } from "./write";

/**
 * Rows fetched at once: so few that they die young. With 4,000 the garbage collector took three quarters of the time. With the
 * single answers of the crowd a page is several times as heavy.
 */
const PAGE_ROWS = 500;
const CROWD_PAGE_ROWS = 250;

/**
 * A bounty's present rows, page by page over their key. The next page is asked for while one is being written, so that the
 * database and this process work side by side; no connection is held between pages, however slowly somebody reads.
 */
export function storedRows(store: Pick<DatasetStore, "rows">, bountyNo: BountyNo): RowSource {
  return {
    pages: async function* (crowd) {
      const most = crowd ? CROWD_PAGE_ROWS : PAGE_ROWS;
      let page = await store.rows(bountyNo, { after: "", limit: most, crowd });
      for (;;) {
        const last = page.at(-1);
        if (!last) return;
        const more = page.length === most;
        const next = more ? store.rows(bountyNo, { after: last.hash, limit: most, crowd }) : undefined;
        // Whoever stops reading leaves a page on its way: its failure is nobody's.
        next?.catch(() => undefined);
        yield page;
        if (!next) return;
        page = await next;
      }
    },
  };
}
