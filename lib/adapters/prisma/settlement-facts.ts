/** What is known of a batch, for its evidence: items, keys, submissions, answers, suggestions, and what was paid before. */
import { submissionId } from "@/lib/annotations/digest";
import { goldSalt } from "@/lib/bounties/manifest";
import { COUNTED, GOLD } from "@/lib/consensus/sweep";
import { AppError } from "@/lib/kernel/errors";
import type { Batch, SettledBounty } from "@/lib/settlement/batch";
import type { RecordOf } from "@/lib/settlement/evidence";
import type { FactsBody } from "@/lib/settlement/ports";
import type { Db } from "./client";
import type { PrismaClient } from "./generated/client";
import { loadSweepIn } from "./sweep";

/** Reads all in one snapshot. The bounty is fenced: nothing is added any more. */
export function loadFacts(db: PrismaClient, batch: Batch, bounty: SettledBounty): Promise<FactsBody> {
  const read = async (tx: Db): Promise<FactsBody> => {
    const sweep = await loadSweepIn(tx, bounty.no);
    const submissions = await readSubmissions(tx, bounty);
    return {
      items: await itemRecords(tx, bounty, sweep.items),
      keys: await keyRecords(tx, bounty),
      submissions: [...submissions.values()],
      answers: await answerRecords(tx, bounty, sweep, submissions),
      priors: priorRecords(sweep),
      accounts: await accountsBefore(tx, batch),
      previous: await previousBatches(tx, batch),
    };
  };
  return db.$transaction(read, { isolationLevel: "RepeatableRead", timeout: 300_000 });
}

type Sweep = Awaited<ReturnType<typeof loadSweepIn>>;
type Submissions = ReadonlyMap<string, RecordOf<"submission">>;

async function itemRecords(db: Db, { no }: SettledBounty, items: Sweep["items"]): Promise<RecordOf<"item">[]> {
  const { secret } = await db.bounty.findUniqueOrThrow({ where: { no }, select: { secret: true } });
  return [...items.values()].map(({ hash, gold }) => ({
    type: "item",
    item: hash,
    gold:
      gold === undefined
        ? null
        : { answer: gold as NonNullable<RecordOf<"item">["gold"]>["answer"], salt: goldSalt(secret, hash) },
  }));
}

type SubmissionSql = { id: bigint; key_id: string; digests: Uint8Array; signature: Uint8Array };

/** By row number as text. */
async function readSubmissions(
  db: Db,
  { no, manifestHash }: SettledBounty,
): Promise<Map<string, RecordOf<"submission">>> {
  const rows = await db.$queryRaw<SubmissionSql[]>`
    SELECT s.id, s.key_id, s.digests, s.signature FROM submission s
    WHERE s.id IN (SELECT DISTINCT a.submission_id FROM annotation a WHERE a.bounty_no = ${no})`;
  return new Map(
    rows.map(({ id, key_id, digests, signature }) => {
      const words = wordsOf(digests);
      const name = submissionId(key_id, manifestHash ?? "", words);
      const text = Buffer.from(signature).toString("base64url");
      return [
        id.toString(),
        { type: "submission" as const, submission: name, key: key_id, digests: words, signature: text },
      ];
    }),
  );
}

function wordsOf(digests: Uint8Array): string[] {
  const hex = Buffer.from(digests).toString("hex");
  return hex.match(/.{64}/g) ?? [];
}

async function keyRecords(db: Db, { no }: SettledBounty): Promise<RecordOf<"key">[]> {
  const rows = await db.$queryRaw<
    {
      id: string;
      address: string;
      public_key: string;
      expires_at_s: bigint;
      signature: string;
      revoked_at: Date | null;
    }[]
  >`
    SELECT k.id, w.address, k.public_key, k.expires_at_s, k.signature, k.revoked_at
    FROM session_key k JOIN account w ON w.no = k.account_no
    WHERE k.id IN (
      SELECT DISTINCT s.key_id FROM submission s
      WHERE s.id IN (SELECT DISTINCT a.submission_id FROM annotation a WHERE a.bounty_no = ${no}))`;
  return rows.map((row) => ({
    type: "key",
    key: row.id,
    annotator: row.address,
    publicKey: row.public_key,
    expiresAtS: Number(row.expires_at_s),
    revokedAtMs: row.revoked_at?.getTime() ?? null,
    signature: row.signature,
  }));
}

/** Signed place of each answer; the columns stand in the same order as the sweep's: (item, annotator). */
async function answerRecords(
  db: Db,
  { no }: SettledBounty,
  { answers, items, annotators }: Sweep,
  submissions: Submissions,
): Promise<RecordOf<"answer">[]> {
  const rows = await db.$queryRaw<{ key: string[] | null; submission: string[] | null; pos: number[] | null }[]>`
    SELECT array_agg(key::text) AS key, array_agg(submission_id::text) AS submission, array_agg(pos::int) AS pos
    FROM (SELECT key, submission_id, pos FROM annotation WHERE bounty_no = ${no} ORDER BY item_no, annotator_no) a`;
  const { key, submission, pos } = rows[0] ?? { key: null, submission: null, pos: null };
  return answers.itemNo.map((itemNo, i) => {
    const shown = answers.shown[i] ?? null;
    return {
      type: "answer",
      item: must(items.get(itemNo)).hash,
      annotator: must(annotators.get(must(answers.annotatorNo[i]))),
      answer: JSON.parse(must(answers.answer[i])),
      id: must(key?.[i]),
      shown: shown === null ? null : JSON.parse(shown),
      submission: must(submissions.get(must(submission?.[i]))).submission,
      index: must(pos?.[i]),
      atMs: must(answers.atMs[i]),
      leadMs: must(answers.leadMs[i]),
      kind: kindOf(must(answers.kind[i])),
    };
  });
}

function kindOf(kind: number): RecordOf<"answer">["kind"] {
  if (kind === GOLD) return "gold";
  return kind === COUNTED ? "counted" : "spare";
}

/** What was shown, as the published model said it; it is no prior of the items (gate 0). */
function priorRecords({ suggestions, items }: Sweep): RecordOf<"prior">[] {
  return [...suggestions].flatMap(([model, byItem]) =>
    [...byItem].map(([itemNo, q16]) => ({
      type: "prior" as const,
      item: must(items.get(itemNo)).hash,
      model,
      gate: 0 as const,
      q16: [...q16],
    })),
  );
}

/** Everybody whom an earlier batch of the bounty has paid. */
async function accountsBefore(db: Db, { bountyNo, seq }: Batch): Promise<FactsBody["accounts"]> {
  const rows = await db.$queryRaw<{ address: string; paid: string }[]>`
    SELECT p.address, sum(p.amount_units)::text AS paid
    FROM payout p JOIN batch b ON b.no = p.batch_no
    WHERE b.bounty_no = ${bountyNo} AND b.seq < ${seq} AND b.state <> 'void'
    GROUP BY p.address ORDER BY p.address`;
  return rows.map(({ address, paid }) => ({
    annotator: address,
    standingQ10: 0,
    cluster: null,
    paidBeforeUnits: paid,
  }));
}

async function previousBatches(db: Db, { bountyNo, seq }: Batch): Promise<FactsBody["previous"]> {
  const where = { bountyNo, seq: { lt: seq }, state: { not: "void" }, batchId: { not: null } };
  const rows = await db.batch.findMany({ where, orderBy: { seq: "asc" } });
  return rows.map(({ batchId, evidenceSha }) => ({ batchId: String(batchId), sha256: evidenceSha ?? "" }));
}

function must<Value>(value: Value | undefined | null): Value {
  if (value === undefined || value === null)
    throw new AppError("fault", "an annotation lacks its item, key or signature");
  return value;
}
