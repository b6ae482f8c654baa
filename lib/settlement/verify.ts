import { AppError } from "@/lib/kernel/errors";
import { CHECKS, type CheckName, differ, type Mismatch } from "./mismatch";
import { type BatchOutcome, batchOutcome } from "./outcome";
import { readEvidence } from "./verify-lines";
import { checkAnswers, checkLinks, type Filed, fileByType, wrongIn } from "./verify-links";
import { checkConsensus, checkPayouts, checkRoot, factsOf } from "./verify-outcome";
import { checkSignatures, type VerifyP256, type VerifyTypedData } from "./verify-signatures";

/** What the vault says about a batch. */
export type ChainBatch = {
  readonly root: string;
  /** Base units. */
  readonly total: bigint;
  /** `0x` and the SHA-256 of the evidence file. */
  readonly evidenceHash: string;
};

export type VerifyDeps = {
  readonly verifyTypedData: VerifyTypedData;
  readonly verifyP256: VerifyP256;
  /** Left out: the file is checked in itself and not compared with a chain. Null from it: the batch was never posted. */
  readonly chain?: { batch(at: BatchAddress): Promise<ChainBatch | null> } | undefined;
  readonly onProgress?: ((progress: VerifyProgress) => void) | undefined;
};

/** Where a batch stands: everything the evidence itself says about it. */
export type BatchAddress = {
  readonly chainId: number;
  readonly vault: `0x${string}`;
  readonly ledgerId: bigint;
  readonly batchId: bigint;
};

export type VerifyProgress = { readonly check: CheckName; readonly done: number; readonly of: number | undefined };

export type VerifyCheck = {
  readonly name: CheckName;
  /** Null: not reached, or (chain) not asked. */
  readonly ok: boolean | null;
  readonly detail: string;
};

export type VerifyReport = {
  readonly verdict: "match" | "mismatch";
  readonly checks: readonly VerifyCheck[];
  readonly mismatch?: Mismatch;
  readonly counts: Readonly<Record<"items" | "annotators" | "answers" | "submissions" | "leaves", number>>;
  /** Base units, decimal digits; "0" where the file could not be read to its end. */
  readonly totalUnits: string;
  readonly evidenceSha256: string;
};

/**
 * Re-checks a batch from its evidence: every line's spelling and seal, every signature, labels and credits from the
 * answers, payouts from the credits, the tree from the payouts, and all of it against the chain. Names the first record
 * that differs. Pure: page, API and command line run this same function. Never throws for what a file says.
 */
export async function verifyEvidence(
  chunks: AsyncIterable<string | Uint8Array>,
  deps: VerifyDeps,
): Promise<VerifyReport> {
  const progress = (check: CheckName, done: number, of?: number) => deps.onProgress?.({ check, done, of });
  const read = await readEvidence(chunks, (line) => {
    if (line % 1000 === 0) progress("evidence", line);
  });
  if (read.kind === "broken") return report(undefined, read.sha256, [], read.mismatch);
  const filed = fileByType(read.records);
  const details: string[] = [];
  const fail = (mismatch: Mismatch) => report(filed, read.sha256, details, mismatch);

  const unlinked = guarded("evidence", () => checkLinks(filed));
  if (unlinked) return fail(unlinked);
  details.push(`${read.records.length} records in canonical form`);

  const signatures = filed.key.length + filed.submission.length;
  const unsigned =
    (await checkSignatures(filed, deps, (done) => progress("signatures", done, signatures))) ?? checkAnswers(filed);
  if (unsigned) return fail(unsigned);
  details.push(signedDetail(filed));

  progress("consensus", 0, filed.answer.length);
  const outcome = recompute(filed);
  if ("check" in outcome) return fail(outcome);
  for (const step of steps(filed, outcome)) {
    const differing = step.find();
    if (differing) return fail(differing);
    details.push(step.detail);
    progress(step.check, 1, 1);
  }

  if (!deps.chain) return report(filed, read.sha256, details, undefined);
  const offChain = await checkChain(filed, read.sha256, deps.chain);
  if (offChain) return fail(offChain);
  details.push("root, total and evidence hash are the vault's");
  return report(filed, read.sha256, details, undefined);
}

function steps(filed: Filed, outcome: BatchOutcome) {
  return [
    {
      check: "consensus" as const,
      find: () => checkConsensus(filed, outcome),
      detail: `${filed.consensus.length} labels and ${filed.credit.length} credits recomputed`,
    },
    {
      check: "payouts" as const,
      find: () => checkPayouts(filed, outcome),
      detail: `${filed.annotator.length} annotators, ${outcome.root.totalUnits} base units`,
    },
    {
      check: "root" as const,
      find: () => checkRoot(filed, outcome),
      detail: `${filed.leaf.length} leaves, root ${outcome.root.root}`,
    },
  ];
}

function signedDetail({ key, submission, answer }: Filed): string {
  const digests = submission.reduce((n, { record }) => n + record.digests.length, 0);
  const unused = digests - answer.length;
  const rest = unused > 0 ? `; ${unused} signed answers were not accepted` : "";
  return `${key.length} keys, ${submission.length} submissions, ${answer.length} answers${rest}`;
}

function recompute(filed: Filed): BatchOutcome | Mismatch {
  const facts = factsOf(filed);
  if (!facts) return differ("consensus", 0, "file", "batch", "a batch record", "none");
  try {
    return batchOutcome(facts);
  } catch (error) {
    return refused("consensus", error);
  }
}

function guarded(check: CheckName, find: () => Mismatch | undefined): Mismatch | undefined {
  try {
    return find();
  } catch (error) {
    return refused(check, error);
  }
}

/** Facts that no bounty can have (an unknown task type, a bound of the referee) are a mismatch of the file as a whole. */
function refused(check: CheckName, error: unknown): Mismatch {
  if (error instanceof AppError || error instanceof RangeError || error instanceof TypeError) {
    return differ(check, 0, "file", "facts", "a lawful case", error.message);
  }
  throw error;
}

async function checkChain(
  { batch, root }: Filed,
  sha256: string,
  chain: NonNullable<VerifyDeps["chain"]>,
): Promise<Mismatch | undefined> {
  const head = batch[0];
  const tree = root[0];
  if (!head || !tree) return undefined;
  const { bounty, batchId } = head.record;
  const posted = await chain.batch({
    chainId: bounty.chainId,
    vault: bounty.vault as `0x${string}`,
    ledgerId: BigInt(bounty.ledgerId),
    batchId: BigInt(batchId),
  });
  if (!posted) return wrongIn("chain", head.line, head.record)("batchId", "a batch on the vault", "none");
  const wrong = wrongIn("chain", tree.line, tree.record);
  if (posted.root.toLowerCase() !== tree.record.root) return wrong("root", posted.root, tree.record.root);
  if (posted.total !== BigInt(tree.record.totalUnits)) {
    return wrong("totalUnits", String(posted.total), tree.record.totalUnits);
  }
  const hash = `0x${sha256}`;
  if (posted.evidenceHash.toLowerCase() === hash) return undefined;
  return differ("chain", 0, "file", "SHA-256 of all bytes", posted.evidenceHash, hash);
}

function report(
  filed: Filed | undefined,
  evidenceSha256: string,
  details: readonly string[],
  mismatch: Mismatch | undefined,
): VerifyReport {
  const checks = CHECKS.map((name, i): VerifyCheck => {
    const detail = details[i];
    if (detail !== undefined) return { name, ok: true, detail };
    if (mismatch?.check === name) return { name, ok: false, detail: `${mismatch.record}: ${mismatch.field}` };
    return { name, ok: null, detail: mismatch ? "not reached" : "not asked" };
  });
  const counts = {
    items: filed?.item.length ?? 0,
    annotators: filed?.annotator.length ?? 0,
    answers: filed?.answer.length ?? 0,
    submissions: filed?.submission.length ?? 0,
    leaves: filed?.leaf.length ?? 0,
  };
  const totalUnits = filed?.root[0]?.record.totalUnits ?? "0";
  const base = { checks, counts, totalUnits, evidenceSha256 };
  return mismatch ? { verdict: "mismatch", ...base, mismatch } : { verdict: "match", ...base };
}
