/** Bounties, uploads and assets in maps, with the promises of the real ones: for tests of what stands above. */
import { type Bounty, type BountyState, statesBefore } from "@/lib/bounties/bounty";
import { marketOf, type Progress } from "@/lib/bounties/market";
import type { Bounties, PublishingState } from "@/lib/bounties/ports";
import type { ImportRecord, ItemDraft } from "@/lib/items/item";
import type { AccountNo, Address, BountyNo } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";

export type StoredItem = ItemDraft & { readonly importNo: bigint; itemNo?: number };
export type StoredImport = { -readonly [Key in keyof ImportRecord]: ImportRecord[Key] } & {
  readonly errors: { seq: number; line: number; at: string; reason: string }[];
};

/** What all rooms' ports in memory share. */
export type MemoryRows = {
  readonly bounties: Map<BountyNo, Bounty>;
  readonly imports: Map<bigint, StoredImport>;
  readonly items: Map<BountyNo, StoredItem[]>;
  addressOf(no: AccountNo): Address;
};

export const memoryRows = (addressOf: MemoryRows["addressOf"]): MemoryRows => ({
  bounties: new Map(),
  imports: new Map(),
  items: new Map(),
  addressOf,
});

export function memoryBounties(rows: MemoryRows): Bounties {
  const { bounties } = rows;
  const publishing = new Map<BountyNo, PublishingState>();
  const put = (no: BountyNo, change: Partial<Bounty>) => {
    const old = bounties.get(no);
    if (old) bounties.set(no, { ...old, ...change });
  };
  const move = (no: BountyNo, to: BountyState, change: Partial<Bounty>): boolean => {
    const old = bounties.get(no);
    if (!old || !statesBefore(to).includes(old.state)) return false;
    put(no, { ...change, state: to });
    return true;
  };
  return {
    create: async ({ ownerNo, ...draft }) => {
      const no = BigInt(bounties.size + 1) as BountyNo;
      bounties.set(no, { ...FRESH, ...draft, no, owner: { no: ownerNo, address: rows.addressOf(ownerNo) } });
    },
    byId: async (id) => find(rows, (bounty) => bounty.id === id),
    byChainId: async (id) => find(rows, ({ frozen }) => frozen?.chainBountyId === id),
    change: async (no, change) => {
      const old = bounties.get(no);
      if (old?.state !== "draft") return false;
      const { taskType = old.taskType, visibility = old.visibility } = change;
      const isOther = taskType !== old.taskType || visibility !== old.visibility;
      if (isOther && old.itemCount + old.goldCount > 0) return "has-items";
      put(no, Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)));
      return true;
    },
    setGuests: async (no, guests) => put(no, { guests }),
    remove: async (no) => bounties.get(no)?.state === "draft" && bounties.delete(no),
    publish: async (no, freeze) => {
      const draft = bounties.get(no);
      if (draft?.state !== "draft") return undefined;
      if ([...rows.imports.values()].some((row) => row.bountyNo === no && row.state === "review")) return "review";
      const sorted = acceptedOf(rows, no)
        .map(toFrozen)
        .sort((a, b) => (a.hash < b.hash ? -1 : 1));
      const frozen = await freeze(draft, onePage(sorted));
      if (bounties.get(no)?.state !== "draft") return undefined;
      if (find(rows, (other) => other.frozen?.manifestHash === frozen.manifestHash)) return "twin";
      move(no, "published", { frozen });
      return bounties.get(no);
    },
    publishing: async (no) => publishing.get(no),
    notePublishing: async (no, state) => {
      publishing.set(no, state);
    },
    noteFunding: async (no, fundedUnits, fundingTx) => {
      if (bounties.get(no)?.state === "published") put(no, { fundedUnits, fundingTx });
    },
    open: async (no, { fundedUnits, txHash, nowMs }) => {
      const won = move(no, "open", { fundedUnits, fundingTx: txHash, openedAtMs: nowMs });
      if (won) deal(rows, no);
      return won;
    },
    close: async (no, nowMs) => move(no, "closed", { closedAtMs: nowMs }),
    progress: async (no) => progressOf(rows, no),
    list: async (query, caller) => {
      const { state, q } = query;
      const listed = [...bounties.values()]
        .filter((bounty) => isListed(bounty, state, caller, caller && rows.addressOf(caller)))
        .filter(({ title, guidelines }) => !q || `${title}\n${guidelines}`.toLowerCase().includes(q.toLowerCase()))
        .map((bounty) => ({ bounty, progress: progressOf(rows, bounty.no) }));
      return marketOf(listed, query);
    },
  };
}

async function* onePage<T>(page: readonly T[]): AsyncGenerator<readonly T[]> {
  yield page;
}

const FRESH = {
  state: "draft",
  itemCount: 0,
  goldCount: 0,
  createdAtMs: 0,
  openedAtMs: undefined,
  closedAtMs: undefined,
  settledAtMs: undefined,
  frozen: undefined,
  fundedUnits: 0n,
  fundingTx: undefined,
} as const;

function isListed(
  bounty: Bounty,
  state: BountyState | "mine",
  caller: AccountNo | undefined,
  address: Address | undefined,
): boolean {
  const isMine = bounty.owner.no === caller;
  const isGuest = address !== undefined && bounty.guests.includes(address);
  if (bounty.visibility === "private" && !isMine && !isGuest) return false;
  if (state === "mine") return isMine;
  return bounty.state === state && (isMine || (state !== "draft" && state !== "published"));
}

const find = (rows: MemoryRows, test: (bounty: Bounty) => boolean) => [...rows.bounties.values()].find(test);

const acceptedOf = (rows: MemoryRows, no: BountyNo) =>
  (rows.items.get(no) ?? []).filter(({ importNo }) => rows.imports.get(importNo)?.state === "accepted");

const toFrozen = ({ hash, externalId, gold, payload }: StoredItem) =>
  gold === undefined ? { hash } : { hash, gold: { id: externalId, answer: gold, payload } };

function deal(rows: MemoryRows, no: BountyNo): void {
  const secret = rows.bounties.get(no)?.secret;
  const rank = ({ gold, hash }: StoredItem) => `${gold === undefined ? 0 : 1}${sha256Hex(`${secret}:${hash}`)}`;
  const dealt = acceptedOf(rows, no).sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  dealt.forEach((item, i) => {
    item.itemNo = i;
  });
}

function progressOf(rows: MemoryRows, no: BountyNo): Progress {
  return {
    answersCounted: 0,
    raised: 0,
    annotators: 0,
    medianLeadMs: undefined,
    finenessPermille: undefined,
    sample: rows.items.get(no)?.[0]?.payload,
    standing: undefined,
  };
}
