// Every port of assignments and annotations in memory: the stage of the services' unit tests.
import { createP256 } from "@/lib/adapters/p256";
import { createSeal } from "@/lib/adapters/seal";
import type { SignedBatch } from "@/lib/annotations/annotation";
import type { AnnotationDeps, RingKey } from "@/lib/annotations/ports";
import type { Lease } from "@/lib/assignments/assignment";
import type { Draw } from "@/lib/assignments/draw";
import type { Claimed, WorkedBounty } from "@/lib/assignments/ports";
import type { Remark } from "@/lib/assignments/remark";
import type { Account } from "@/lib/kernel/caller";
import type { AccountNo, Address, BountyId, BountyNo, Bytes32, ItemNo } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";

export const NOW_MS = 1_800_000_000_000;

export const bountyOf = (changes: Partial<WorkedBounty>): WorkedBounty => ({
  no: 7n as BountyNo,
  id: "bty_weather" as BountyId,
  state: "open",
  deadlineMs: NOW_MS + 3_600_000,
  taskType: "choice",
  config: { question: "What weather?", labels: ["sun", "rain"] },
  manifestHash: `0x${sha256Hex("manifest")}` as Bytes32,
  policy: { goldBps: 1_000, goldLaterBps: 400, blindBps: 0, suggestions: true },
  priceUnits: 1_000n,
  betaQ16: 16_384,
  itemCount: 100,
  goldCount: 0,
  ...changes,
});

export const account = (no: number): Account => ({
  kind: "account",
  no: BigInt(no) as AccountNo,
  address: `0x${no.toString(16).padStart(40, "0")}` as Address,
});

/** What was asked of the store, in order. */
export type Asked =
  | { readonly verb: "claim"; readonly draw: Draw }
  | { readonly verb: "release"; readonly items: readonly ItemNo[]; readonly reason: string }
  | { readonly verb: "remark"; readonly items: readonly ItemNo[]; readonly remark: Remark }
  | { readonly verb: "extend"; readonly leaseMs: number }
  | { readonly verb: "submit" | "exchange"; readonly batch: SignedBatch };

export type Stage = {
  readonly deps: AnnotationDeps;
  readonly asked: Asked[];
  readonly keys: Map<string, RingKey>;
  token(lease: { readonly account: number; readonly item: number; readonly bounty?: bigint }): string;
};

/** Claims lease items 3, 4, 5; answers are counted. What the store does with them is its own tests' business. */
export function stageOf(bounty: WorkedBounty): Stage {
  const asked: Asked[] = [];
  const keys = new Map<string, RingKey>();
  const seal = createSeal("secret of the stage");
  const tally = { answered: 1, skipped: 0, held: 3, issued: 4 };
  const items = [3, 4, 5] as ItemNo[];
  const claimed: Claimed = { outcome: "ok", items, expiresAtMs: NOW_MS + 300_000, tally };
  const deps: AnnotationDeps = {
    bounties: { byId: async (id) => (id === bounty.id ? bounty : undefined) },
    items: {
      load: async (_, wanted) =>
        new Map(wanted.map((no) => [no, { hash: sha256Hex(`item ${no}`), payload: { kind: "text", text: `${no}` } }])),
    },
    models: { of: async () => ({ sha256: sha256Hex("model"), kind: "text" }) },
    store: {
      claim: async (_, __, draw) => {
        asked.push({ verb: "claim", draw });
        return claimed;
      },
      release: async (_, __, released, reason) => {
        asked.push({ verb: "release", items: released, reason });
        return released.length;
      },
      remark: async (_, __, items, remark) => {
        asked.push({ verb: "remark", items, remark });
      },
      extend: async (_, __, leaseMs) => {
        asked.push({ verb: "extend", leaseMs });
        return 3;
      },
      expire: async () => ({ visited: 0, expired: 0 }),
      setOverlap: async (_, wants) => wants,
      tally: async () => tally,
      medianLeadMs: async () => undefined,
    },
    annotations: {
      submit: async (_, __, batch) => {
        asked.push({ verb: "submit", batch });
        return { outcomes: batch.answers.map((_answer, i) => (i === 0 ? "gold" : "counted")), tally };
      },
      exchange: async (_, __, batch) => {
        asked.push({ verb: "exchange", batch });
        return { outcomes: batch.answers.map(() => "counted"), claimed };
      },
    },
    keys: { byId: async (id) => keys.get(id) },
    signatures: createP256(),
    seal,
    now: () => NOW_MS,
    random: (n) => crypto.getRandomValues(new Uint8Array(n)),
  };
  const token: Stage["token"] = ({ account: no, item, bounty: of = bounty.no }) => {
    const lease: Lease = { bountyNo: of as BountyNo, accountNo: BigInt(no) as AccountNo, itemNo: item as ItemNo };
    return seal.seal(lease);
  };
  return { deps, asked, keys, token };
}
