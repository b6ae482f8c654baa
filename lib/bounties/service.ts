import { bytesToHex } from "@noble/hashes/utils";
import { z } from "zod";
import { type Caller, requireAccount, requireSystem } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import { type BountyId, type Bytes32, idFrom } from "@/lib/kernel/ids";
import type { Enqueue } from "@/lib/kernel/jobs";
import { parseInput } from "@/lib/kernel/parse";
import { taskTypeOf } from "@/lib/task-types/registry";
import type { Bounty, ChainPlace, Frozen } from "./bounty";
import type { BountyDetail, BountyList, BountySummary, FundingView, Published, Publishing } from "./bounty-view";
import { detailOf } from "./detail";
import { fundingVerdict, openView, waitingView } from "./funding";
import { Manifest } from "./manifest";
import { MarketQuery, summaryOf } from "./market";
import type { Bounties, FundingReader, FundingReply } from "./ports";
import { type ChainBountyId, freeze } from "./publish";
import { ownedOr, type Sight, shownOr } from "./sight";
import { ChangeInput, checkPublishable, DraftInput, parseConfig } from "./terms";

export type BountyDeps = {
  readonly bounties: Bounties;
  readonly funding: FundingReader;
  readonly place: ChainPlace;
  readonly chainBountyId: ChainBountyId;
  readonly enqueue: Enqueue;
  /** Items from which on the worker publishes and opens; 20,000 when left out. */
  readonly atOnce?: number;
  now(): number;
  random(bytes: number): Uint8Array;
};

/** Starts a bounty. Everything but the title may come later. */
export async function createDraft(deps: BountyDeps, caller: Caller, input: unknown): Promise<{ id: BountyId }> {
  const account = requireAccount(caller);
  const { config, deadlineS, ...draft } = parseInput(DraftInput, input);
  const id = idFrom<BountyId>("bty", deps.random(20));
  await deps.bounties.create({
    ...draft,
    id,
    ownerNo: account.no,
    taskVersion: taskTypeOf(draft.taskType).version,
    config: config === undefined ? {} : parseConfig(draft.taskType, config),
    deadlineS,
    secret: bytesToHex(deps.random(32)),
  });
  return { id };
}

/**
 * Changes a draft: what is named is replaced. Task type and visibility cannot change once there are items; whom a private bounty is
 * shown to may change at any time.
 */
export async function updateDraft(deps: BountyDeps, caller: Caller, id: string, input: unknown): Promise<BountyDetail> {
  const bounty = await owned(deps, caller, id);
  const change = parseInput(ChangeInput, input);
  const { guests, ...terms } = change;
  if (guests && Object.values(terms).every((value) => value === undefined)) {
    await deps.bounties.setGuests(bounty.no, guests);
    return get(deps, caller, id);
  }
  const taskType = change.taskType ?? bounty.taskType;
  const config = change.config === undefined ? {} : { config: parseConfig(taskType, change.config) };
  const version = change.taskType === undefined ? {} : { taskVersion: taskTypeOf(taskType).version };
  const reset = change.taskType !== undefined && change.taskType !== bounty.taskType ? { config: {} } : {};
  const won = await deps.bounties.change(bounty.no, { ...change, ...version, ...reset, ...config });
  if (won === "has-items")
    throw new AppError("conflict", "Delete the items first: they came in for another task type or visibility.");
  if (!won) throw frozen(bounty);
  return get(deps, caller, id);
}

/** Deletes a draft and all that was imported into it. */
export async function deleteDraft(deps: BountyDeps, caller: Caller, id: string): Promise<{ deleted: true }> {
  const bounty = await owned(deps, caller, id);
  if (!(await deps.bounties.remove(bounty.no))) throw frozen(bounty);
  return { deleted: true };
}

/** Freezes the terms into the manifest, and says what to lock where. Asked again, it says the same again. */
export async function publish(deps: BountyDeps, caller: Caller, id: string): Promise<Published> {
  const bounty = await owned(deps, caller, id);
  if (bounty.frozen) return publishedOf(deps, bounty.frozen);
  const { place, chainBountyId } = deps;
  const nowMs = deps.now();
  const decide = (draft: Bounty, items: Parameters<typeof freeze>[1]) => {
    const onItems = isLarge(deps, draft) ? (done: number) => noteDone(deps, draft, done) : async () => undefined;
    return freeze(draft, items, { place, chainBountyId, nowMs, onItems });
  };
  const published = await deps.bounties.publish(bounty.no, decide, nowMs);
  if (published === "review") {
    throw new AppError("conflict", "An import still waits for your word on its bad rows. Accept or discard it first.");
  }
  if (published === "twin") {
    throw new AppError("conflict", "You have published a bounty with exactly these terms and items. Change the title.");
  }
  if (!published?.frozen) return publish(deps, caller, id);
  return publishedOf(deps, published.frozen);
}

/** So many items are frozen and dealt while somebody waits for the answer; the worker does it for more. */
const AT_ONCE = 20_000;
const isLarge = ({ atOnce = AT_ONCE }: BountyDeps, { itemCount, goldCount }: Bounty) => itemCount + goldCount > atOnce;

const noteDone = async ({ bounties }: BountyDeps, { no }: Bounty, done: number) =>
  bounties.notePublishing(no, { done, failure: null });

/**
 * Publishes, or has the worker do it where there are many items: then it says how far it is, until it is asked once more and done. Why the
 * worker gave up is thrown once; asked after that, it tries again.
 */
export async function askToPublish(deps: BountyDeps, caller: Caller, id: string): Promise<Published | Publishing> {
  const bounty = await owned(deps, caller, id);
  if (bounty.frozen || !isLarge(deps, bounty)) return publish(deps, caller, id);
  const under = await deps.bounties.publishing(bounty.no);
  if (under?.failure) {
    await deps.bounties.notePublishing(bounty.no, { done: 0, failure: null });
    throw new AppError("invalid_input", under.failure);
  }
  checkPublishable(bounty, deps.place.feeBps, deps.now());
  if (!under) await deps.bounties.notePublishing(bounty.no, { done: 0, failure: null });
  await deps.enqueue("publish-bounty", { bountyId: bounty.id });
  return { state: "publishing", done: under?.done ?? 0, of: bounty.itemCount + bounty.goldCount };
}

/** For the worker: publishes a large bounty; a refusal is kept for its owner. Twice does no harm. */
export async function publishAsked(deps: BountyDeps, caller: Caller, id: string): Promise<void> {
  requireSystem(caller);
  const bounty = await deps.bounties.byId(id as BountyId);
  if (bounty?.state !== "draft") return;
  try {
    await publish(deps, caller, id);
  } catch (error) {
    if (!(error instanceof AppError && error.expected)) throw error;
    await deps.bounties.notePublishing(bounty.no, { done: 0, failure: error.message });
  }
}

export const FundingInput = z.object({
  txHash: z
    .string()
    .regex(/^0x[0-9a-fA-F]{64}$/, "a transaction hash: 0x and 64 hex digits")
    .transform((hash) => hash.toLowerCase() as Bytes32),
});

/** The owner says by which transaction the escrow was paid. Opens the bounty once the vault holds all of it. */
export async function confirmFunding(
  deps: BountyDeps,
  caller: Caller,
  id: string,
  input: unknown,
): Promise<FundingView> {
  const bounty = await owned(deps, caller, id);
  const { txHash } = parseInput(FundingInput, input);
  if (!bounty.frozen) throw new AppError("conflict", "Publish the bounty before you fund it.");
  if (bounty.state !== "published") return openView(bounty.fundedUnits);
  const reply = await deps.funding.readFunding(txHash);
  if (reply.kind === "pending") {
    return waitingView(bounty, "The transaction is not in a block yet. The bounty opens by itself when it is.");
  }
  if (reply.kind !== "funded") throw new AppError("chain_rejected", REFUSED[reply.kind]);
  if (reply.bountyId.toLowerCase() !== bounty.frozen.chainBountyId) {
    throw new AppError("chain_rejected", "That transaction funded another bounty.");
  }
  return openIfFunded(deps, bounty, txHash);
}

const REFUSED: Readonly<Record<Exclude<FundingReply["kind"], "funded" | "pending">, string>> = {
  reverted: "The transaction was reverted: nothing was paid. Try again.",
  "not-found": "The chain does not know this transaction. Was it sent on another network?",
  "wrong-contract": "The transaction paid nothing into this vault's ledger.",
};

/** The chain saw money come in for a bounty. For the worker; answers null when the bounty is none of ours. */
export async function openFunded(
  deps: BountyDeps,
  caller: Caller,
  event: { readonly chainBountyId: string; readonly txHash?: string },
): Promise<FundingView | null> {
  requireSystem(caller);
  const bounty = await deps.bounties.byChainId(event.chainBountyId.toLowerCase() as Bytes32);
  if (!bounty) return null;
  if (bounty.state !== "published") return openView(bounty.fundedUnits);
  return openIfFunded(deps, bounty, event.txHash);
}

/** For the worker: opens a large bounty whose escrow is there. */
export async function openLarge(deps: BountyDeps, caller: Caller, id: string, txHash?: string): Promise<void> {
  requireSystem(caller);
  const bounty = await deps.bounties.byId(id as BountyId);
  if (bounty?.state === "published") await openIfFunded(deps, bounty, txHash, true);
}

/** Ends the work: from now no lease is given and no answer taken. Asked again, it changes nothing. */
export async function close(deps: BountyDeps, caller: Caller, id: string): Promise<{ state: "closed" | "settled" }> {
  const bounty = await owned(deps, caller, id);
  if (await deps.bounties.close(bounty.no, deps.now())) return { state: "closed" };
  const now = await deps.bounties.byId(bounty.id);
  if (now?.state === "closed" || now?.state === "settled") return { state: now.state };
  throw new AppError("conflict", "Only an open bounty can be closed.");
}

/** The market, or the caller's own bounties. */
export async function list(deps: BountyDeps, caller: Caller, input: unknown): Promise<BountyList> {
  const query = parseInput(MarketQuery, input);
  const no = caller.kind === "account" ? caller.no : undefined;
  if (query.state === "mine" || query.state === "draft" || query.state === "published") requireAccount(caller);
  const { listed, next, counts } = await deps.bounties.list(query, no);
  return { bounties: listed.map(({ bounty, progress }) => summaryOf(bounty, progress, no)), next, counts };
}

/** A bounty for whoever may see it: drafts and unfunded ones are their owner's alone. */
export async function get(deps: BountyDeps, caller: Caller, id: string): Promise<BountyDetail> {
  const { bounty, no } = await visible(deps, caller, id);
  return detailOf(bounty, await deps.bounties.progress(bounty.no, no), no, deps.place.feeBps, deps.now());
}

/** The line of a bounty that a list or a link's preview shows, under the same rule of sight. */
export async function publicSummary(deps: BountyDeps, caller: Caller, id: string): Promise<BountySummary> {
  const { bounty, no } = await visible(deps, caller, id);
  return summaryOf(bounty, await deps.bounties.progress(bounty.no, no), no);
}

async function visible(deps: BountyDeps, caller: Caller, id: string) {
  const { bounty } = shownOr(unknown(id), await inSight(deps, id), caller);
  return { bounty, no: caller.kind === "account" ? caller.no : undefined };
}

async function inSight(
  { bounties }: BountyDeps,
  id: string,
): Promise<(Sight & { readonly bounty: Bounty }) | undefined> {
  const bounty = await bounties.byId(id as BountyId);
  if (!bounty) return undefined;
  const { state, owner, visibility, guests } = bounty;
  return { bounty, state, ownerNo: owner.no, guests: visibility === "private" ? guests : undefined };
}

async function owned(deps: BountyDeps, caller: Caller, id: string): Promise<Bounty> {
  return ownedOr(unknown(id), await inSight(deps, id), caller).bounty;
}

async function openIfFunded(
  deps: BountyDeps,
  bounty: Bounty,
  txHash: string | undefined,
  inWorker = false,
): Promise<FundingView> {
  const { escrowUnits, chainBountyId, manifest } = bounty.frozen as Frozen;
  const vault = await deps.funding.readBounty(chainBountyId);
  const { deadlineS } = Manifest.parse(manifest);
  const verdict = fundingVerdict(vault, { escrowUnits, deadlineS });
  if (verdict.kind === "enough" && isLarge(deps, bounty) && !inWorker) {
    await deps.bounties.noteFunding(bounty.no, verdict.fundedUnits, txHash);
    await deps.enqueue("open-bounty", { bountyId: bounty.id, txHash });
    return waitingView({ ...bounty, fundedUnits: verdict.fundedUnits }, DEALING);
  }
  if (verdict.kind === "enough") {
    await deps.bounties.open(bounty.no, { fundedUnits: verdict.fundedUnits, txHash, nowMs: deps.now() });
    return openView(verdict.fundedUnits);
  }
  await deps.bounties.noteFunding(bounty.no, verdict.fundedUnits, txHash);
  return waitingView({ ...bounty, fundedUnits: verdict.fundedUnits }, verdict.reason);
}

function publishedOf({ place }: BountyDeps, frozen: Frozen): Published {
  return {
    manifest: frozen.manifest,
    manifestHash: frozen.manifestHash,
    chainBountyId: frozen.chainBountyId,
    escrowUnits: frozen.escrowUnits.toString(),
    deadlineS: Manifest.parse(frozen.manifest).deadlineS,
    ledgerId: place.ledgerId,
    vault: place.vault,
    token: place.token,
  };
}

const DEALING = "The escrow is there. So many items take some minutes to deal out: the bounty opens by itself.";

const unknown = (id: string) => new AppError("not_found", `There is no bounty ${id}.`);

const frozen = ({ state }: Bounty) =>
  new AppError("conflict", `Its terms are frozen: the bounty is ${state === "draft" ? "published" : state}.`);
