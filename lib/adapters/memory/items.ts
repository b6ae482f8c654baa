/** Uploads, their rows, assets and files in maps, with the promises of the real ones. */
import type {
  AssetFiles,
  Assets,
  ImportMove,
  Imports,
  ImportTally,
  PartFiles,
  StoredAsset,
  UploadRecord,
  Uploads,
} from "@/lib/items/ports";
import type { BountyNo } from "@/lib/kernel/ids";
import type { MemoryRows, StoredImport } from "./bounties";

export function memoryImports(rows: MemoryRows): Imports {
  const { imports, items } = rows;
  const ofBounty = (no: BountyNo) => [...imports.values()].filter(({ bountyNo }) => bountyNo === no);
  const itemsOf = (no: bigint) => [...items.values()].flat().filter(({ importNo }) => importNo === no);
  const isDraft = (no: BountyNo) => rows.bounties.get(no)?.state === "draft";
  const drop = (row: StoredImport): ImportMove => {
    if (row.state === "discarded") return "gone";
    if (row.state === "accepted") count(rows, row, -1);
    row.state = "discarded";
    items.set(
      row.bountyNo,
      (items.get(row.bountyNo) ?? []).filter(({ importNo }) => importNo !== row.no),
    );
    return "done";
  };
  const finish = (no: bigint, from: string, to: "review" | "accepted", tally?: ImportTally): ImportMove => {
    const row = imports.get(no);
    if (row && !isDraft(row.bountyNo)) return "frozen";
    if (row?.state !== from) return "gone";
    Object.assign(row, tally && { ...tallyOf(tally), bytes: tally.bytes }, { state: to });
    if (to === "accepted") count(rows, row, 1);
    return "done";
  };
  return {
    bounty: async (id) => {
      const found = [...rows.bounties.values()].find((bounty) => bounty.id === id);
      if (!found) return undefined;
      const { no, owner, state, taskType, config, itemCount, goldCount } = found;
      const guests = found.visibility === "private" ? found.guests : undefined;
      return { no, ownerNo: owner.no, state, taskType, config, guests, rows: itemCount + goldCount };
    },
    begin: async (bountyNo, upload) => {
      const bounty = rows.bounties.get(bountyNo);
      if (!bounty || !isDraft(bountyNo)) return { kind: "frozen" };
      const waiting = ofBounty(bountyNo).find(({ state }) => state === "review");
      if (waiting) return { kind: "review", id: waiting.id };
      for (const row of ofBounty(bountyNo)) if (row.state === "reading") drop(row);
      const isFirst = ofBounty(bountyNo).every(({ state }) => state === "discarded");
      const no = BigInt(imports.size + 1);
      const rowPrefix = isFirst ? "row-" : `upload-${ofBounty(bountyNo).length + 1}-row-`;
      imports.set(no, { ...EMPTY, ...upload, no, bountyNo, ownerNo: bounty.owner.no, errors: [] });
      return { kind: "begun", no, rowPrefix };
    },
    earlier: async function* (bountyNo) {
      yield (items.get(bountyNo) ?? []).filter(({ importNo }) => imports.get(importNo)?.state === "accepted");
    },
    add: async ({ no, bountyNo }, drafts, errors, firstError) => {
      const row = imports.get(no);
      if (row?.state !== "reading") return false;
      items.set(bountyNo, [...(items.get(bountyNo) ?? []), ...drafts.map((draft) => ({ ...draft, importNo: no }))]);
      row.accepted += drafts.length;
      row.gold += drafts.filter(({ gold }) => gold !== undefined).length;
      row.rejected += errors.length;
      row.errors.push(...errors.map(({ line, at, reason }, i) => ({ seq: firstError + i, line, at, reason })));
      return true;
    },
    finish: async (no, to, tally) => finish(no, "reading", to, tally),
    accept: async (no) => finish(no, "review", "accepted"),
    discard: async (no) => {
      const row = imports.get(no);
      if (!row) return "gone";
      return isDraft(row.bountyNo) ? drop(row) : "frozen";
    },
    byId: async (id) => [...imports.values()].find((row) => row.id === id),
    ofBounty: async (no) => ofBounty(no).filter(({ state }) => state !== "discarded"),
    errors: async (no, most) =>
      (imports.get(no)?.errors ?? []).slice(0, most).map(({ line, at, reason }) => ({ line, at, reason })),
    sample: async (no, most) =>
      itemsOf(no)
        .slice(0, most)
        .map(({ line, externalId: id, payload, gold }) => ({ line, id, payload, gold: gold !== undefined })),
  };
}

const EMPTY = { state: "reading", bytes: 0, accepted: 0, gold: 0, rejected: 0 } as const;

const tallyOf = ({ accepted, gold, rejected }: ImportTally) => ({ accepted, gold, rejected });

function count(rows: MemoryRows, { bountyNo, accepted, gold }: StoredImport, sign: 1 | -1): void {
  const bounty = rows.bounties.get(bountyNo);
  if (!bounty) return;
  const itemCount = bounty.itemCount + sign * (accepted - gold);
  rows.bounties.set(bountyNo, { ...bounty, itemCount, goldCount: bounty.goldCount + sign * gold });
}

/** `rows` tell whose the bounties are that show a file, and whom they are shown to. */
export function memoryAssets(rows: MemoryRows): Assets {
  const known = new Map<string, StoredAsset>();
  const uses = new Map<string, Set<BountyNo>>();
  return {
    save: async (asset, shownBy) => {
      const old = known.get(asset.sha256);
      const isPrivate = (shownBy?.isPrivate ?? false) && (old?.isPrivate ?? true);
      known.set(asset.sha256, { thumb: null, ...old, ...asset, isPrivate });
      if (shownBy) uses.set(asset.sha256, new Set([...(uses.get(asset.sha256) ?? []), shownBy.bountyNo]));
    },
    byHash: async (sha256) => known.get(sha256),
    mayRead: async (sha256, account) =>
      [...(uses.get(sha256) ?? [])].some((no) => {
        const bounty = rows.bounties.get(no);
        return bounty?.owner.no === account || bounty?.guests.includes(rows.addressOf(account)) === true;
      }),
    withoutThumb: async (most) =>
      [...known.values()]
        .filter(({ thumb, mediaType }) => thumb === null && mediaType.startsWith("image/"))
        .slice(0, most),
    saveThumb: async (sha256, thumb) => {
      const old = known.get(sha256);
      if (old) known.set(sha256, { ...old, thumb });
    },
  };
}

export function memoryUploads(): Uploads {
  const known = new Map<string, UploadRecord & { readonly parts: readonly string[] }>();
  return {
    begin: async (upload) => void known.set(upload.id, { ...upload, parts: [] }),
    byId: async (id) => known.get(id),
    append: async (id, at, { key, bytes }) => {
      const old = known.get(id);
      if (old?.at !== at || at + bytes > old.bytes) return false;
      known.set(id, { ...old, at: at + bytes, parts: [...old.parts, key] });
      return true;
    },
    parts: async (id) => known.get(id)?.parts ?? [],
    remove: async (id) => {
      const parts = known.get(id)?.parts ?? [];
      known.delete(id);
      return parts;
    },
    abandoned: async () => [...known.keys()],
  };
}

export function memoryParts(): PartFiles {
  const kept = new Map<string, Uint8Array>();
  return {
    put: async (key, bytes) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of bytes) chunks.push(chunk);
      const all = Buffer.concat(chunks);
      kept.set(key, all);
      return { bytes: all.length };
    },
    get: async (key) => {
      const bytes = kept.get(key);
      return bytes && one(bytes);
    },
    remove: async (key) => void kept.delete(key),
  };
}

export function memoryFiles(): AssetFiles {
  const files = new Map<string, Uint8Array>();
  return {
    put: async (sha256, bytes) => {
      files.set(sha256, bytes);
    },
    get: async (sha256, range) => {
      const bytes = files.get(sha256);
      return bytes && one(range ? bytes.subarray(range.from, range.to + 1) : bytes);
    },
  };
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
