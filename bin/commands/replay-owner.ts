import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { zipSync } from "fflate";
import { erc20Abi } from "viem";
import type { LeaseDto } from "../../lib/client/bench-api";
import { byteChunks } from "../../lib/client/byte-chunks";
import type { ChainTerms } from "../../lib/client/chain-terms";
import { fundBounty } from "../../lib/client/fund-bounty";
import { verifyDeps } from "../../lib/client/verify-batch";
import type { Wallet } from "../../lib/client/wallet-port";
import { itemHash } from "../../lib/import/item-hash";
import { AppError } from "../../lib/kernel/errors";
import { verifyEvidence } from "../../lib/settlement/verify";
import type { Crowd } from "./crowd-folder";
import type { Person } from "./replay-person";

/** What the annotators of a replay need to know of the bounty. */
export type PostedBounty = {
  readonly id: string;
  readonly manifestHash: string;
  readonly escrowUnits: string;
  /** The recorded item that a lease shows. */
  recordOf(lease: LeaseDto): string;
  /** The recorded item that a row of the export is about. */
  recordNamed(exportedId: string): string;
};

type Published = {
  readonly manifestHash: `0x${string}`;
  readonly escrowUnits: string;
  readonly deadlineS: number;
};

/** Price of an answer in the replay: 0.01 of a 6-decimal token. */
const PRICE_UNITS = "10000";
const POLL_MS = 250;
const PATIENCE_MS = 300_000;

/** Posts the crowd's items as a bounty, pays its escrow into the vault, and waits until it is open. */
export async function postBounty(owner: Person, crowd: Crowd, say: (words: string) => void): Promise<PostedBounty> {
  const { api } = owner;
  const { id } = await api.send<{ id: string }>("POST", "/api/v1/bounties", draftOf(crowd));
  const report = await upload(owner, id, crowd);
  if (report.rejected > 0) throw new AppError("invalid_input", `${report.rejected} of the crowd's items were refused.`);
  say(`${report.accepted} items imported`);
  const published = await api.send<Published>("POST", `/api/v1/bounties/${id}/publish`, {});
  await topUp(owner, BigInt(published.escrowUnits));
  const order = { ...published, amountUnits: BigInt(published.escrowUnits) };
  const txHash = await fundBounty(owner.wallet, owner.terms, order, (step) => say(`funding: ${step}`));
  await api.send("POST", `/api/v1/bounties/${id}/funding`, { txHash });
  await until(
    async () => (await api.get<{ state: string }>(`/api/v1/bounties/${id}`)).state === "open",
    "the bounty to open",
  );
  say(`bounty ${id} is open`);
  return { id, manifestHash: published.manifestHash, escrowUnits: published.escrowUnits, ...records(crowd) };
}

/** Closes the bounty and waits until its batch is final on the chain. Returns the batches' ids. */
export async function settleBounty(
  owner: Person,
  bounty: PostedBounty,
  say: (words: string) => void,
): Promise<string[]> {
  const { batch } = await owner.api.send<{ batch: { id: string } }>("POST", `/api/v1/bounties/${bounty.id}/settle`, {});
  let last = "";
  await until(async () => {
    const { state, failure } = await owner.api.get<{ state: string; failure?: string | null }>(
      `/api/v1/batches/${batch.id}`,
    );
    if (state !== last) say(`batch ${batch.id}: ${state}`);
    last = state;
    if (state === "void") throw new AppError("conflict", `The batch was voided. ${failure ?? ""}`);
    return state === "final";
  }, "the batch to become final");
  return [batch.id];
}

/** The exported labels by recorded item. */
export async function exportLabels(owner: Person, bounty: PostedBounty): Promise<ReadonlyMap<string, string>> {
  const response = await owner.api.raw(`/api/v1/datasets/${bounty.id}/export?format=jsonl`);
  const rows = (await response.text()).split("\n").filter(Boolean);
  return new Map(
    rows.map((row) => JSON.parse(row) as { id: string; label: string }).map(({ id, label }) => [id, label]),
  );
}

/** Verifies every batch against the chain, and checks that the annotators' wallets hold exactly what the batches paid. */
export async function verifyBatches(owner: Person, batches: readonly string[], people: readonly Person[]) {
  const rpcUrl = new URL(owner.terms.rpcUrl, owner.base).href;
  let verified = batches.length > 0;
  let paid = 0n;
  for (const id of batches) {
    const response = await owner.api.raw(`/api/v1/batches/${id}/evidence`);
    const report = await verifyEvidence(byteChunks(response), verifyDeps(rpcUrl));
    verified &&= report.verdict === "match";
    paid += BigInt(report.totalUnits);
  }
  const held = await Promise.all(people.map(({ wallet, terms }) => earnedBy(wallet, terms)));
  verified &&= held.reduce((sum, units) => sum + units, 0n) === paid;
  return { verified, paid };
}

/** What a fresh wallet holds beyond the faucet's gift. */
async function earnedBy(wallet: Wallet, terms: ChainTerms): Promise<bigint> {
  const call = { address: terms.token.address, abi: erc20Abi, functionName: "balanceOf", args: [wallet.address] };
  return (await wallet.read<bigint>(call)) - faucetUnits(terms);
}

const faucetUnits = (terms: ChainTerms) => 1000n * 10n ** BigInt(terms.token.decimals);

function draftOf(crowd: Crowd) {
  const perItem = new Map<string, number>();
  for (const { item } of crowd.answers) perItem.set(item, (perItem.get(item) ?? 0) + 1);
  return {
    title: `Replay of ${crowd.name}`,
    taskType: "choice",
    config: { question: `Which label fits? (${crowd.name})`, labels: crowd.labels },
    guidelines: "A recorded crowd, replayed answer by answer.",
    policy: { overlap: Math.max(...perItem.values()), suggestions: false },
    priceUnits: PRICE_UNITS,
    deadlineS: Math.floor(Date.now() / 1000) + 30 * 24 * 3600,
  };
}

async function upload({ api }: Person, id: string, crowd: Crowd) {
  type Report = { readonly accepted: number; readonly rejected: number };
  const path = `/api/v1/bounties/${id}/import`;
  if (crowd.items.some(({ kind }) => kind === "image")) {
    const files = crowd.items.flatMap((item) =>
      item.kind === "image" ? [[item.file, readFileSync(item.file)] as const] : [],
    );
    const zip = zipSync(Object.fromEntries(files.map(([file, bytes]) => [basename(file), new Uint8Array(bytes)])), {
      level: 0,
    });
    return api.upload<Report>(`${path}?name=${crowd.name}.zip&format=zip`, new Blob([zip as Uint8Array<ArrayBuffer>]));
  }
  const lines = crowd.items.map((item) =>
    item.kind === "text" ? JSON.stringify({ id: item.id, text: item.text }) : "",
  );
  return api.upload<Report>(`${path}?name=${crowd.name}.jsonl&format=jsonl`, lines.join("\n"));
}

/** Which recorded item a lease shows: by content hash for texts, by file name for images. */
function records(crowd: Crowd): Pick<PostedBounty, "recordOf" | "recordNamed"> {
  const known = new Map<string, string>();
  for (const item of crowd.items) {
    if (item.kind === "text") known.set(itemHash(item.id, { kind: "text", text: item.text }), item.id);
    else known.set(basename(item.file), item.id);
  }
  return {
    recordOf: ({ item, payload }) => known.get(item) ?? known.get((payload as { alt?: string }).alt ?? "") ?? "",
    recordNamed: (id) => known.get(id) ?? id,
  };
}

/** The faucet gives 1,000 tokens a call: ask until the escrow can be paid. */
async function topUp({ api, wallet, terms }: Person, neededUnits: bigint): Promise<void> {
  const once = faucetUnits(terms);
  for (let have = once; have < neededUnits; have += once) {
    await api.send("POST", "/api/v1/dev/faucet", { address: wallet.address });
  }
}

async function until(reached: () => Promise<boolean>, what: string): Promise<void> {
  const endMs = Date.now() + PATIENCE_MS;
  while (!(await reached())) {
    if (Date.now() > endMs)
      throw new AppError("unavailable", `Waited five minutes for ${what}. Is the worker running?`);
    await new Promise((resume) => setTimeout(resume, POLL_MS));
  }
}
