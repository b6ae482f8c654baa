/** Contents of items for those who work on them: one query a batch at most, and what is asked again stays at hand. */
import type { ItemContent, ItemPayloads } from "@/lib/assignments/ports";
import type { BountyNo, ItemNo, Sha256 } from "@/lib/kernel/ids";
import type { Db } from "./client";

/** Characters of JSON that are kept; contents never change, so nothing grows stale. */
const KEPT_CHARS = 32_000_000;

type ContentSql = { item_no: number; hash: string; payload: unknown };

export function prismaItemPayloads(db: Db, keptChars = KEPT_CHARS): ItemPayloads {
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
      const rows = await db.$queryRaw<ContentSql[]>`
        SELECT item_no, hash, payload FROM item_content WHERE bounty_no = ${bountyNo} AND item_no = ANY (${missing}::int[])`;
      for (const { item_no, hash, payload } of rows) {
        const content = { hash: hash as Sha256, payload };
        found.set(item_no as ItemNo, content);
        keep(nameOf(bountyNo, item_no), content);
      }
      return found;
    },
  };
}
