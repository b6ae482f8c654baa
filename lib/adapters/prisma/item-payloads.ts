/** Contents of items for those who work on them: they come with the claim, and what is asked again stays at hand. */
import type { ItemContent, ItemPayloads } from "@/lib/assignments/ports";
import type { BountyNo, ItemNo, Sha256 } from "@/lib/kernel/ids";
import { type Pool, run } from "./pool";

/** Characters of JSON that are kept; contents never change, so nothing grows stale. */
const KEPT_CHARS = 32_000_000;

const CONTENTS = { name: "item contents", text: "SELECT item_contents($1, $2) AS contents" };

/** What `item_contents` answers: item number, hash, payload; null for no items. */
export type ContentsSql = readonly (readonly [itemNo: number, hash: string, payload: unknown])[] | null;

export type KeptPayloads = ItemPayloads & {
  /** Keeps what another statement has brought along, so that `load` need not ask. */
  keep(bountyNo: BountyNo, contents: ContentsSql): void;
};

export function prismaItemPayloads(pool: Pool, keptChars = KEPT_CHARS): KeptPayloads {
  const known = new Map<string, { readonly content: ItemContent; readonly chars: number }>();
  let chars = 0;
  const nameOf = (bountyNo: BountyNo, itemNo: number) => `${bountyNo}:${itemNo}`;

  function keepOne(name: string, content: ItemContent): void {
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
    keep: (bountyNo, contents) => {
      for (const [itemNo, hash, payload] of contents ?? [])
        keepOne(nameOf(bountyNo, itemNo), { hash: hash as Sha256, payload });
    },
    load: async (bountyNo, items) => {
      const found = new Map<ItemNo, ItemContent>();
      const missing: ItemNo[] = [];
      for (const item of items) {
        const hit = known.get(nameOf(bountyNo, item));
        if (hit) found.set(item, hit.content);
        else missing.push(item);
      }
      if (missing.length === 0) return found;
      const [row] = await run<{ contents: ContentsSql }>(pool, CONTENTS, [bountyNo, missing]);
      for (const [itemNo, hash, payload] of row?.contents ?? []) {
        const content = { hash: hash as Sha256, payload };
        found.set(itemNo as ItemNo, content);
        keepOne(nameOf(bountyNo, itemNo), content);
      }
      return found;
    },
  };
}
