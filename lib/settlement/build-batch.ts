import { Manifest } from "@/lib/bounties/manifest";
import { AppError } from "@/lib/kernel/errors";
import type { Address } from "@/lib/kernel/ids";
import type { Batch, SettledBounty } from "./batch";
import { evidenceLines } from "./evidence-writer";
import { type BatchFacts, type BatchOutcome, batchOutcome } from "./outcome";
import type { BuiltBatch, BuiltPayout, FactsBody, SettlementDeps } from "./ports";
import type { Hex } from "./sum-tree";

export type BuildOutcome = "built" | "empty" | "waits" | "moved-on";

const NOTHING_TO_PAY = "Nothing was to be paid, so there is no transaction.";
/** Evidence goes to storage in pieces of about this size. */
const PIECE_CHARS = 1 << 16;

/**
 * Computes a building batch from the annotations and stores evidence and payouts: referee → payouts → tree → file. The
 * same annotations and the same place on the ledger give the same bytes, so doing it twice changes nothing.
 */
export async function buildBatch(deps: SettlementDeps, batch: Batch, bounty: SettledBounty): Promise<BuildOutcome> {
  if (batch.state !== "building") return "moved-on";
  await deps.batches.fence(bounty.no);
  const batchId = await deps.chain.nextBatchId(batch.ledgerId);
  if (!(await deps.batches.reserve(batch.no, batchId))) return "waits";
  const facts = await factsOf(deps, { ...batch, batchId }, bounty);
  const outcome = facts.answers.length > 0 ? tryOutcome(facts) : undefined;
  if (!outcome) {
    return (await deps.batches.saveEmpty(batch.no, NOTHING_TO_PAY, deps.now())) ? "empty" : "moved-on";
  }
  const file = await deps.evidence.put(pieces(evidenceLines(facts, outcome)));
  const saved = await deps.batches.saveBuilt(batch.no, builtOf(facts, outcome, file));
  return saved ? "built" : "moved-on";
}

async function factsOf(deps: SettlementDeps, batch: Batch, bounty: SettledBounty): Promise<BatchFacts> {
  const { manifestHash, chainBountyId } = bounty;
  if (!manifestHash || !chainBountyId) throw new AppError("fault", `bounty ${bounty.id} has no frozen terms`);
  const [body, ledger, escrow] = await Promise.all([
    deps.batches.facts(batch, bounty),
    deps.chain.ledger(batch.ledgerId),
    deps.chain.availableOf(chainBountyId),
  ]);
  const { previous, ...rest }: FactsBody = body;
  return {
    ...rest,
    batch: {
      type: "batch",
      version: 1,
      bounty: Manifest.parse(bounty.manifest),
      manifestHash,
      batchId: String(batch.batchId),
      feeBps: ledger.feeBps,
      escrowUnits: escrow.toString(),
      previous,
    },
  };
}

/** Undefined when nobody is owed anything: a tree needs a leaf, and the vault refuses a batch of nothing. */
function tryOutcome(facts: BatchFacts): BatchOutcome | undefined {
  const outcome = batchOutcome(facts);
  return outcome.root.totalUnits === "0" ? undefined : outcome;
}

function builtOf(
  facts: BatchFacts,
  { annotators, leaves, root, consensus }: BatchOutcome,
  file: { readonly sha256: BuiltBatch["evidenceSha"]; readonly bytes: number },
): BuiltBatch {
  const rowOf = new Map(annotators.map((row) => [row.annotator, row]));
  return {
    batchId: BigInt(facts.batch.batchId),
    batchKey: root.batchKey as Hex,
    root: root.root as Hex,
    totalUnits: BigInt(root.totalUnits),
    feeUnits: BigInt(root.feeUnits),
    allocUnits: BigInt(root.allocationUnits),
    evidenceSha: file.sha256,
    evidenceBytes: file.bytes,
    answers: facts.answers.length,
    annotators: leaves.length,
    items: consensus.length,
    payouts: leaves.map(({ index, account, amountUnits }): BuiltPayout => {
      const row = rowOf.get(account);
      return {
        leafIndex: index,
        address: account as Address,
        amountUnits: BigInt(amountUnits),
        counted: row?.counted ?? 0,
        gold: row?.gold ?? 0,
        spare: row?.spare ?? 0,
        rhoQ16: row?.rhoQ16 ?? 0,
        scoreQ10: row?.scoreQ10 ?? 0,
      };
    }),
  };
}

/** Lines as bytes in larger pieces; between pieces the process may breathe. */
async function* pieces(lines: Iterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let text = "";
  for (const line of lines) {
    text += line;
    if (text.length < PIECE_CHARS) continue;
    yield encoder.encode(text);
    text = "";
    await new Promise((resume) => setTimeout(resume, 0));
  }
  if (text !== "") yield encoder.encode(text);
}
