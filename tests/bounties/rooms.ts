/** The rooms of bounties and items on ports of one's choice, with a clock to turn, a vault to fill and people to be. */

import { sharpImages } from "@/lib/adapters/images";
import { createLinkSeal } from "@/lib/adapters/link-seal";
import { memoryAnnotators } from "@/lib/adapters/memory/annotators";
import { memoryBounties, memoryRows } from "@/lib/adapters/memory/bounties";
import { memoryAssets, memoryFiles, memoryImports, memoryParts, memoryUploads } from "@/lib/adapters/memory/items";
import { parquetReader } from "@/lib/adapters/parquet-reader";
import { measuredRecordings } from "@/lib/adapters/recordings";
import { fileSpool } from "@/lib/adapters/spool";
import { zipReader } from "@/lib/adapters/unzip";
import type { VaultBounty } from "@/lib/bounties/funding";
import type { FundingReader, FundingReply } from "@/lib/bounties/ports";
import { type BountyDeps, createDraft, publish } from "@/lib/bounties/service";
import { type ItemDeps, ingest } from "@/lib/items/service";
import type { Account } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import type { AccountNo, Address } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";
import { utf8 } from "../import/bytes";

/** One for all rooms: its thread waits for the next file. */
const readParquet = parquetReader();

const START_MS = Date.UTC(2026, 10, 24, 12);
export const START_S = START_MS / 1000;
export const LABELS = ["good", "bad", "neither"];

export type Ports = Pick<BountyDeps, "bounties"> & Pick<ItemDeps, "imports" | "assets" | "files" | "uploads" | "parts">;
export type Rooms = BountyDeps &
  ItemDeps & {
    readonly people: People;
    readonly vault: Vault;
    readonly clock: { nowMs: number };
    readonly jobs: { name: string; payload: unknown }[];
  };
export type People = { readonly owner: Account; readonly stranger: Account };

/** A vault that holds what it is told; the chain's own adapter is tested on a real chain. */
export type Vault = FundingReader & {
  /** Pays in, in a transaction of this hash. */
  pay(txHash: string, chainBountyId: string, units: bigint, deadlineS: number): void;
  /** What a transaction came to that paid nothing. */
  say(txHash: string, kind: "pending" | "reverted" | "wrong-contract"): void;
};

function memoryVault(): Vault {
  const held = new Map<string, VaultBounty>();
  const replies = new Map<string, FundingReply>();
  return {
    pay: (txHash, chainBountyId, units, deadlineS) => {
      const available = (held.get(chainBountyId)?.available ?? 0n) + units;
      held.set(chainBountyId, { available, deadlineS });
      replies.set(txHash, { kind: "funded", bountyId: chainBountyId as `0x${string}` });
    },
    say: (txHash, kind) => {
      replies.set(txHash, { kind });
    },
    readFunding: async (txHash) => replies.get(txHash) ?? { kind: "not-found" },
    readBounty: async (id) => held.get(id) ?? null,
  };
}

const PLACE = {
  chainId: 31337,
  vault: "0x5fbdb2315678afecb367f032d93f642f64180aa3" as Address,
  ledgerId: "1",
  token: "0xe7f1725e7734ce288f8367e1bb143e90bb3f0512" as Address,
  feeBps: 200,
};

export function roomsOn(ports: Ports, people: People): Rooms {
  const clock = { nowMs: START_MS };
  const vault = memoryVault();
  const jobs: Rooms["jobs"] = [];
  return {
    ...ports,
    people,
    clock,
    vault,
    funding: vault,
    place: PLACE,
    chainBountyId: (owner, hash) => `0x${sha256Hex(`${owner} ${hash}`)}`,
    unzip: zipReader(),
    spool: fileSpool(),
    readParquet,
    fetchUrl: async (url) => {
      throw new AppError("invalid_input", `${url} was not fetched: there is no network here.`);
    },
    fetchBucket: async ({ bucket }) => {
      throw new AppError("invalid_input", `${bucket} was not fetched: there is no network here.`);
    },
    // biome-ignore lint/correctness/useYield: it refuses before there is anything to list
    listBucket: async function* ({ bucket }) {
      throw new AppError("invalid_input", `${bucket} was not listed: there is no network here.`);
    },
    links: createLinkSeal("a secret of the tests"),
    images: sharpImages(),
    recordings: measuredRecordings(),
    enqueue: async (name, payload) => void jobs.push({ name, payload }),
    jobs,
    now: () => clock.nowMs,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
  };
}

const addressOf = (no: AccountNo) => `0x${no.toString(16).padStart(40, "0")}` as Address;

export async function memoryRooms(): Promise<Rooms> {
  const { accounts } = memoryAnnotators();
  const someone = async (n: number): Promise<Account> => ({
    kind: "account",
    ...(await accounts.ensure(addressOf(BigInt(n) as AccountNo))),
  });
  const people = { owner: await someone(1), stranger: await someone(2) };
  const rows = memoryRows(addressOf);
  const ports = {
    bounties: memoryBounties(rows),
    imports: memoryImports(rows),
    assets: memoryAssets(rows),
    files: memoryFiles(),
    uploads: memoryUploads(),
    parts: memoryParts(),
  };
  return roomsOn(ports, people);
}

/** A draft of the owner with everything but items. */
export async function draft(rooms: Rooms, more: Record<string, unknown> = {}): Promise<string> {
  const { id } = await createDraft(rooms, rooms.people.owner, {
    title: "What is the tone?",
    config: { question: "What is the tone?", labels: LABELS },
    policy: { overlap: 3 },
    priceUnits: "20000",
    deadlineS: START_S + 7 * 24 * 3600,
    ...more,
  });
  return id;
}

export const upload = (rooms: Rooms, id: string, text: string, more: Record<string, unknown> = {}) =>
  ingest(rooms, rooms.people.owner, id, { name: "rows.csv", format: "csv", ...more }, utf8(text));

export const TABLE = "id,text,gold\na,It works.,\nb,It broke.,\nc,It is blue.,\ng,Wonderful!,good\n";

/** A published bounty of three items and one gold item. */
export async function published(rooms: Rooms, more: Record<string, unknown> = {}) {
  const id = await draft(rooms, more);
  await upload(rooms, id, TABLE);
  return { id, ...(await publish(rooms, rooms.people.owner, id)) };
}
