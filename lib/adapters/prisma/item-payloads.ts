/** Contents of items for those who work on them: one query a batch at most, and what is asked again stays at hand. */
import type { ItemContent, ItemPayloads } from "@/lib/assignments/ports";
import type { BountyNo, ItemNo, Sha256 } from "@/lib/kernel/ids";
import { type Pool, run } from "./pool";

/** Characters of JSON that are kept; contents never change, so nothing grows stale. */
const KEPT_CHARS = 32_000_000;

/** One look into the index an item, whatever the planner believes of a bounty that is new to it (a scan of it was 12 ms). */
const CONTENT = {
  name: "item content",
  text: `SELECT c.item_no, c.hash, c.payload FROM unnest($2::int[]) AS wanted (item_no) CROSS JOIN LATERAL (
    SELECT item_no, hash, payload FROM item_content WHERE bounty_no = $1 AND item_no = wanted.item_no OFFSET 0) c`,
};

type ContentSql = { item_no: number; hash: string; payload: unknown };

export function prismaItemPayloads(pool: Pool, keptChars = KEPT_CHARS): ItemPayloads {
  const known = new Map<string, { readonly content: ItemContent; readonly chars: number }>();
  let chars = 0;
  const nameOf = (bountyNo: BountyNo, itemNo: number) => `${bountyNo}:${itemNo}`;

  function keep(name: string, content: ItemContent): void {
    if (known.has(name)) return;
    const size = JSON.stringify(content.payload).length;
    known.set(name, { content, chars: size });
    chars += size;
    for (const [oldest, entry] of known) {
      if (chars <= keptChars) return;
      known.delete(oldest);
      chars -= entry.chars;
    }
  }

  return {
    load: async (bountyNo, items) => {
      const found = new Map<ItemNo, ItemContent>();
      const missing: ItemNo[] = [];
      for (const item of items) {
        const hit = known.get(nameOf(bountyNo, item));
        if (hit) found.set(item, hit.content);
        else missing.push(item);
      }
      if (missing.length === 0) return found;
      const rows = await run<ContentSql>(pool, CONTENT, [bountyNo, missing]);
      for (const { item_no, hash, payload } of rows) {
        const content = { hash: hash as Sha256, payload };
        found.set(item_no as ItemNo, content);
        keep(nameOf(bountyNo, item_no), content);
      }
      return found;
    },
  };
}
