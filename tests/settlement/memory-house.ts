import type { Account } from "@/lib/kernel/caller";
import type { AccountNo, Address, BatchNo, BountyId, BountyNo, Sha256 } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";
import type { Batch, SettledBounty } from "@/lib/settlement/batch";
import type { BatchDraft, ChainBatch, SettlementChain } from "@/lib/settlement/chain-port";
import type { BatchFacts } from "@/lib/settlement/outcome";
import type { BatchStore, BuiltPayout, SettlementDeps } from "@/lib/settlement/ports";
import type { Hex } from "@/lib/settlement/sum-tree";
import type { VerifyReport } from "@/lib/settlement/verify-report";
import { deps as outside } from "./batch-fixture";

export const OWNER: Account = { kind: "account", no: 1n as AccountNo, address: `0x${"a1".repeat(20)}` as Address };
export const STRANGER: Account = { kind: "account", no: 2n as AccountNo, address: `0x${"b2".repeat(20)}` as Address };

/** What the memory house holds, for tests to look at. */
export type Shelf = {
  readonly batches: Batch[];
  readonly payouts: Map<bigint, readonly BuiltPayout[]>;
  readonly files: Map<string, Uint8Array>;
  readonly posted: Map<bigint, ChainBatch>;
  readonly jobs: string[];
  readonly checks: Map<string, { readonly report: VerifyReport; readonly checkedAtMs: number }>;
  bounty: SettledBounty;
  nowMs: number;
  headS: number;
};

/** The settlement room's outside in memory: a store with conditional writes, a vault, a shelf for files. */
export function memoryHouse(facts: BatchFacts): { deps: SettlementDeps; shelf: Shelf } {
  const manifest = facts.batch.bounty;
  const shelf: Shelf = {
    ...{ batches: [], payouts: new Map(), files: new Map(), posted: new Map(), jobs: [], checks: new Map() },
    bounty: {
      no: 7n as BountyNo,
      id: "bty_7" as BountyId,
      ownerNo: OWNER.no,
      guests: undefined,
      state: "open",
      title: manifest.title,
      manifest,
      manifestHash: facts.batch.manifestHash as Hex,
      chainBountyId: `0x${"77".repeat(32)}`,
    },
    nowMs: 1_790_000_100_000,
    headS: 1_790_000_100,
  };
  const deps: SettlementDeps = {
    batches: memoryBatches(shelf, facts),
    earned: { payouts: async () => [], paidUnits: async () => 0n, unsettled: async () => [], answers: async () => [] },
    chain: memoryChain(shelf, facts),
    evidence: {
      put: async (chunks) => {
        const parts: Uint8Array[] = [];
        for await (const chunk of chunks) parts.push(chunk);
        const file = Uint8Array.from(Buffer.concat(parts));
        const sha256 = sha256Hex(file) as Sha256;
        shelf.files.set(sha256, file);
        return { sha256, bytes: file.length };
      },
      get: async (sha256) => pieces(shelf.files.get(sha256)),
    },
    relays: { open: false, add: unasked, of: async () => [], queued: async () => [], end: unasked },
    acceptances: { add: unasked, of: async () => [], drop: unasked, waiting: async () => [] },
    events: { ofBounty: async () => [], through: async () => null, txsOf: async () => [], paidUnits: async () => 0n },
    checks: {
      find: async (key) => shelf.checks.get(JSON.stringify(key)),
      save: async (key, report, checkedAtMs) => {
        shelf.checks.set(JSON.stringify(key), { report, checkedAtMs });
      },
      request: async () => {
        shelf.jobs.push("verify-batch");
      },
    },
    signatures: outside,
    now: () => shelf.nowMs,
    random: (n) => new Uint8Array(n).fill(shelf.batches.length + 1),
  };
  return { deps, shelf };
}

async function* pieces(file: Uint8Array | undefined): AsyncGenerator<Uint8Array> {
  for (let at = 0; file && at < file.length; at += 4096) yield file.subarray(at, at + 4096);
}

const BLANK: Omit<Batch, "no" | "id" | "bountyNo" | "seq" | "state" | "ledgerId" | "createdAtMs"> = {
  ...{ batchId: null, batchKey: null, root: null, totalUnits: 0n, feeUnits: 0n, allocUnits: 0n, evidenceSha: null },
  ...{ evidenceBytes: 0, answers: 0, annotators: 0, items: 0, rawTx: null, txHash: null, claimableAtS: null },
  ...{ note: null, postedAtMs: null, finalAtMs: null, standing: "none", postedBlock: null, refusals: 0 },
};

/** What these tests never come to. */
const unasked = async (): Promise<never> => {
  throw new Error("not asked here");
};

const FREE = { batchId: null, batchKey: null, root: null, rawTx: null, txHash: null } as const;
const UNSEEN: Partial<Batch> = { standing: "none", postedBlock: null, claimableAtS: null, postedAtMs: null };
const isOn = ({ state }: Batch): boolean => state === "window" || state === "posting";
const seen = ({ standing, claimableAtS, blockNumber, txHash }: ChainBatch) => ({
  ...{ standing, claimableAtS, txHash, postedBlock: blockNumber },
});

function memoryBatches(shelf: Shelf, { batch: head, ...facts }: BatchFacts): BatchStore {
  const change = (no: BatchNo, from: (batch: Batch) => boolean, to: Partial<Batch>): boolean => {
    const at = shelf.batches.findIndex((batch) => batch.no === no);
    const batch = shelf.batches[at];
    if (!batch || !from(batch)) return false;
    shelf.batches[at] = { ...batch, ...to };
    return true;
  };
  const isBuilding = ({ state }: Batch) => state === "building";
  const end = (no: BatchNo, from: Batch["state"], to: Partial<Batch>) => {
    if (!change(no, ({ state }) => state === from, { ...to, state: "final", finalAtMs: shelf.nowMs })) return false;
    shelf.bounty = { ...shelf.bounty, state: "settled" };
    shelf.jobs.push("release-dataset");
    return true;
  };
  return {
    bountyById: async (id) => (id === shelf.bounty.id ? shelf.bounty : undefined),
    bountyByNo: async () => shelf.bounty,
    byId: async (id) => shelf.batches.find((batch) => batch.id === id),
    byNo: async (no) => shelf.batches.find((batch) => batch.no === no),
    ofBounty: async () => [...shelf.batches],
    unfinished: async () => shelf.batches.filter(({ state }) => state !== "final" && state !== "void"),
    newest: async () => [...shelf.batches].reverse(),
    overdue: async () => [],
    open: async (bountyNo, { id, ledgerId, nowMs }) => {
      const last = shelf.batches.at(-1);
      if (last && last.state !== "void" && (last.state !== "final" || shelf.bounty.state === "settled")) return last;
      if (shelf.bounty.state !== "open" && shelf.bounty.state !== "closed") return undefined;
      shelf.bounty = { ...shelf.bounty, state: "closed" };
      const no = BigInt(shelf.batches.length + 1) as BatchNo;
      const made: Batch = { ...BLANK, no, id, bountyNo, seq: 1, state: "building", ledgerId, createdAtMs: nowMs };
      shelf.batches.push(made);
      shelf.jobs.push("settle-bounty");
      return made;
    },
    fence: async () => undefined,
    reserve: async (no, batchId) =>
      change(no, (batch) => isBuilding(batch) && batch.batchId === batchId, {}) ||
      change(no, isBuilding, { batchId, batchKey: null, root: null }),
    facts: async () => ({ ...facts, previous: head.previous }),
    saveBuilt: async (no, { payouts, ...built }) => {
      shelf.payouts.set(no, payouts);
      return change(no, (batch) => isBuilding(batch) && batch.batchId === built.batchId, built);
    },
    saveEmpty: async (no, note) => end(no, "building", { note, batchId: null }),
    saveSigned: async (no, { hash, raw }, replaces) =>
      change(
        no,
        ({ state, txHash, root }) =>
          root !== null && (replaces === null ? state === "building" : state === "posting" && txHash === replaces),
        { state: "posting", txHash: hash, rawTx: raw },
      ),
    savePosted: async (no, found) =>
      change(no, ({ state }) => state === "posting", { ...seen(found), state: "window", postedAtMs: shelf.nowMs }),
    saveStanding: async (no, found) => {
      change(no, ({ state }) => state === "window", seen(found));
    },
    unpost: async (no, note) => change(no, isOn, { ...UNSEEN, state: "posting", note }),
    saveVoid: async (no, note) => change(no, isOn, { state: "void", standing: "void", note }),
    refuse: async (no, note, limit) => {
      const refusals = (shelf.batches.find((batch) => batch.no === no)?.refusals ?? 0) + 1;
      const off = ({ state }: Batch) => state === "building" || state === "posting";
      if (refusals < limit) return change(no, off, { note, refusals }) && false;
      return change(no, off, { ...FREE, state: "refused", note, refusals: 0 });
    },
    retry: async (no) => {
      shelf.jobs.push("settle-bounty");
      return change(no, ({ state }) => state === "refused", { state: "building" });
    },
    refusedBefore: async () => shelf.batches.filter(({ state }) => state === "refused").map(({ no }) => no),
    startOver: async (no, note) =>
      change(no, ({ state }) => state === "building" || state === "posting", {
        ...{ ...FREE, state: "building", note },
      }),
    finish: async (no) => end(no, "window", {}),
    note: async (no, note) => {
      change(no, () => true, { note });
    },
    payouts: async (no) =>
      (shelf.payouts.get(no) ?? []).map(({ leafIndex, address, amountUnits }) => ({
        ...{ leafIndex, address, amountUnits, paid: false },
      })),
    unpushed: async () => [],
    notePushed: async () => undefined,
  };
}

/** A vault that takes batches in order; a transaction is its draft as JSON with a nonce, and is good once. */
function memoryChain(shelf: Shelf, { batch: head }: BatchFacts): SettlementChain {
  const manifest = head.bounty;
  let spent = 0;
  const next = () => BigInt(head.batchId) + BigInt(shelf.posted.size);
  const read = (raw: Hex): { nonce: number; draft: BatchDraft } => {
    const text = Buffer.from(raw.slice(2), "hex").toString();
    return JSON.parse(text, (key, value) => (isUnits.has(key) ? BigInt(value) : value));
  };
  return {
    chainId: 31337,
    vault: manifest.vault as Hex,
    dev: true,
    ledger: async () => ({ operator: `0x${"0f".repeat(20)}`, token: manifest.token as Hex, feeBps: head.feeBps }),
    nextBatchId: async () => next(),
    availableOf: async () => BigInt(head.escrowUnits),
    signBatch: async (draft) => {
      const text = JSON.stringify({ nonce: spent, draft }, (_, value) =>
        typeof value === "bigint" ? value.toString() : value,
      );
      const raw: Hex = `0x${Buffer.from(text).toString("hex")}`;
      return { raw, hash: `0x${sha256Hex(raw)}` };
    },
    broadcast: async (raw) => {
      const { nonce, draft } = read(raw);
      if (nonce !== spent) return;
      spent += 1;
      if (draft.batchId !== next()) return;
      shelf.posted.set(draft.batchId, {
        ...draft,
        token: manifest.token as Hex,
        fee: 0n,
        claimableAtS: shelf.headS + 5,
        ...{ txHash: `0x${sha256Hex(raw)}`, blockNumber: 1n, standing: "stands" },
      });
    },
    isSpent: async (raw) => read(raw).nonce < spent,
    batchAt: async (_, batchId) => shelf.posted.get(batchId) ?? null,
    paidLeaves: async () => [],
    sweep: async () => ({ txHash: "0x" }),
    headTimestampS: async () => shelf.headS,
    clockS: async () => Math.floor(shelf.nowMs / 1000),
    headNumber: async () => 10n,
    readBounty: async () => null,
    graceS: 60,
    ...{
      challengeOf: unasked,
      creditOf: unasked,
      verifyTypedData: unasked,
      claim: unasked,
      claimMany: unasked,
      claimTo: unasked,
    },
    ...{ accept: unasked, voidBatch: unasked },
    confirmations: 1,
    tick: async () => {
      shelf.headS += 3;
    },
  };
}

const isUnits = new Set(["ledgerId", "batchId", "total", "amount"]);
