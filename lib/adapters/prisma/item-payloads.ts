/** Contents of items for those who work on them: they come with the claim, and what is asked again stays at hand. */
import type { ImportedSuggestion, ItemContent, ItemPayloads } from "@/lib/assignments/ports";
import type { BountyNo, ItemNo, Sha256 } from "@/lib/kernel/ids";
import { type Pool, run } from "./pool";

/** Characters of JSON that are kept; contents never change, so nothing grows stale. */
const KEPT_CHARS = 32_000_000;

const CONTENTS = { name: "item contents", text: "SELECT item_contents($1, $2) AS contents" };

/** What `item_contents` answers: item number, hash, payload, what a model proposes; null for no items. */
export type ContentsSql =
  | readonly (readonly [itemNo: number, hash: string, payload: unknown, suggested: ImportedSuggestion | null])[]
  | null;

const contentOf = ([, hash, payload, suggested]: NonNullable<ContentsSql>[number]): ItemContent => ({
  ...{ hash: hash as Sha256, payload },
  ...(suggested && { suggested }),
});

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
    const size = JSON.stringify(content).length;
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
      for (const row of contents ?? []) keepOne(nameOf(bountyNo, row[0]), contentOf(row));
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
      for (const each of row?.contents ?? []) {
        const content = contentOf(each);
        found.set(each[0] as ItemNo, content);
        keepOne(nameOf(bountyNo, each[0]), content);
      }
      return found;
    },
  };
}
