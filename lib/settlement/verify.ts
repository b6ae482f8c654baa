import { namedReferee, refereeNamed } from "@/lib/bounties/named-referee";
import { AppError } from "@/lib/kernel/errors";
import { taskTypeOf } from "@/lib/task-types/registry";
import { type Filed, forgetSigned } from "./filed";
import { type CheckName, differ, type Mismatch } from "./mismatch";
import { checkAnswers } from "./verify-answers";
import { byWords, outcomeBy, type Recomputed, type RefereeFile } from "./verify-engine";
import { readEvidence } from "./verify-lines";
import { checkLinks, wrongIn } from "./verify-links";
import { checkConsensus, checkPayouts, checkRoot, checkTree, factsOf } from "./verify-outcome";
import { type Finding, report, type StrangeReferee, type VerifyReport } from "./verify-report";
import { signatureCheck, type VerifyP256, type VerifyTypedData } from "./verify-signatures";

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
  /** Recompute with the referee's ONNX file where it can be; left out: with the kernel. */
  readonly file?: RefereeFile | undefined;
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

/**
 * Re-checks a batch from its evidence (JSON Lines, or the same gzipped): every line's spelling and seal, every signature,
 * labels and credits from the answers, payouts from the credits, the tree from the payouts, and all of it against the chain.
 * Names the first record that differs. Pure: page, API and command line run this same function. Never throws for what a
 * file says.
 */
export async function verifyEvidence(
  chunks: AsyncIterable<string | Uint8Array>,
  deps: VerifyDeps,
): Promise<VerifyReport> {
  const progress = (check: CheckName, done: number, of?: number) => deps.onProgress?.({ check, done, of });
  const signing = signatureCheck(deps);
  const read = await readEvidence(chunks, (placed) => {
    if (placed.line % 1000 === 0) progress("evidence", placed.line);
    return signing.take(placed);
  });
  if (read.kind === "broken") return report(undefined, read.sha256, [], read.mismatch);
  const { filed, sha256 } = read;
  const found: Finding[] = [];
  const fail = (mismatch: Mismatch) => report(filed, sha256, found, mismatch);

  const unlinked = guarded("evidence", () => checkLinks(filed));
  if (unlinked) return fail(unlinked);
  found.push({ ok: true, detail: `${read.lines} records in canonical form` });

  const unsigned = (await signing.end((done, of) => progress("signatures", done, of))) ?? (await checkAnswers(filed));
  if (unsigned) return fail(unsigned);
  found.push({ ok: true, detail: signedDetail(filed) });
  forgetSigned(filed);

  progress("consensus", 0, filed.answer.length);
  const strange = strangeReferee(filed);
  const again = strange ? undefined : await recompute(filed, deps.file);
  if (again && "check" in again) return fail(again);
  const judged = deps.file && again && { judgedBy: again.by };
  for (const step of again ? steps(filed, again) : stepsWithout(filed, strange)) {
    const differing = step.find();
    if (differing) return { ...fail(differing), ...judged };
    found.push({ ok: step.ok, detail: step.detail });
    progress(step.check, 1, 1);
  }

  if (deps.chain) {
    const offChain = await checkChain(filed, sha256, deps.chain);
    if (offChain) return { ...fail(offChain), ...judged };
    found.push({ ok: true, detail: "root, total and evidence hash are the vault's" });
  }
  return { ...report(filed, sha256, found, undefined, strange), ...judged };
}

/** The referee that the bounty names, where it is another version than the one at hand. (The same name with another hash is a mismatch.) */
function strangeReferee({ batch }: Filed): StrangeReferee | undefined {
  const bounty = batch[0]?.record.bounty;
  if (!bounty) return undefined;
  const taskType = taskTypeOf(bounty.taskType);
  if (refereeNamed(bounty.refereeVersion, taskType)) return undefined;
  const { version, hash } = namedReferee(taskType);
  return { version: bounty.refereeVersion, sha256: bounty.refereeHash, known: { version, sha256: hash } };
}

type Step = Finding & { readonly check: CheckName; readonly find: () => Mismatch | undefined };

/** What can be said without the bounty's own referee: the tree over the payouts that stand in the file. */
function stepsWithout(filed: Filed, strange: StrangeReferee | undefined): Step[] {
  const detail = `not recomputed: judged by referee ${strange?.version}, this software has ${strange?.known.version}`;
  const nothing = () => undefined;
  return [
    { check: "consensus", ok: null, detail, find: nothing },
    { check: "payouts", ok: null, detail, find: nothing },
    { check: "root", ok: true, detail: `${filed.leaf.length} leaves as they stand`, find: () => checkTree(filed) },
  ];
}

function steps(filed: Filed, { outcome, by }: Recomputed): Step[] {
  return [
    {
      check: "consensus",
      ok: true,
      find: () => checkConsensus(filed, outcome),
      detail: `${filed.consensus.length} labels and ${filed.credit.length} credits recomputed${byWords(by)}`,
    },
    {
      check: "payouts",
      ok: true,
      find: () => checkPayouts(filed, outcome),
      detail: `${filed.annotator.length} annotators, ${outcome.root.totalUnits} base units`,
    },
    {
      check: "root",
      ok: true,
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

async function recompute(filed: Filed, file: RefereeFile | undefined): Promise<Recomputed | Mismatch> {
  const facts = factsOf(filed);
  if (!facts) return differ("consensus", 0, "file", "batch", "a batch record", "none");
  try {
    return await outcomeBy(facts, file);
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
