import { submissionId } from "@/lib/annotations/digest";
import { keyIdOf } from "@/lib/annotators/session-key";
import { goldLeaf, goldRoot, itemRoot, manifestHash } from "@/lib/bounties/manifest";
import { refereeNamed } from "@/lib/bounties/named-referee";
import { categorical, hasClasses } from "@/lib/consensus/categorical";
import { AppError } from "@/lib/kernel/errors";
import { taskTypeOf } from "@/lib/task-types/registry";
import { EARLIER_ONNX_SHA256 } from "@/lib/twin/earlier-files";
import type { EvidenceRecord, RecordOf } from "./evidence";
import type { Filed } from "./filed";
import { differ, type Mismatch } from "./mismatch";

/** Whether records agree with each other where no key is needed: hashes of terms, items and gold, names of keys and submissions. */
export function checkLinks(filed: Filed): Mismatch | undefined {
  return checkHead(filed) ?? checkItems(filed) ?? checkKeys(filed) ?? checkSubmissions(filed) ?? checkPriors(filed);
}

function checkHead({ batch, leaf, root }: Filed): Mismatch | undefined {
  const head = batch[0];
  if (!head || batch.length !== 1 || root.length !== 1) {
    return differ("evidence", 0, "file", "records", "one batch and one root", `${batch.length} and ${root.length}`);
  }
  const { line, record } = head;
  const wrong = wrongIn("evidence", line, record);
  const hash = manifestHash(record.bounty);
  if (record.manifestHash !== hash) return wrong("manifestHash", hash, record.manifestHash);
  const { refereeVersion, refereeHash: named, refereeOnnxSha256 } = record.bounty;
  const atHand = refereeNamed(refereeVersion, taskTypeOf(record.bounty.taskType));
  if (atHand && named !== atHand.hash) {
    return wrong("bounty.refereeHash", `${atHand.hash}, which is ${atHand.version}`, named);
  }
  const isKnown = refereeOnnxSha256 === atHand?.onnxSha256 || EARLIER_ONNX_SHA256.includes(refereeOnnxSha256 ?? "");
  if (atHand && refereeOnnxSha256 !== undefined && !isKnown) {
    const file = `${atHand.onnxSha256 ?? "none"}, the referee's ONNX file at hand`;
    return wrong("bounty.refereeOnnxSha256", file, refereeOnnxSha256);
  }
  const gap = leaf.findIndex(({ record: { index } }, i) => index !== i);
  const odd = leaf[gap];
  return odd && wrongIn("evidence", odd.line, odd.record)("index", String(gap), String(odd.record.index));
}

function checkItems({ batch, item, answer }: Filed): Mismatch | undefined {
  const head = batch[0];
  if (!head) return undefined;
  const { bounty } = head.record;
  const wrong = wrongIn("evidence", head.line, head.record);
  if (item.length !== bounty.itemCount) {
    return wrong("bounty.itemCount", String(bounty.itemCount), `${item.length} items in the file`);
  }
  const root = itemRoot(item.map(({ record }) => record.item));
  if (root !== bounty.itemRoot) return wrong("bounty.itemRoot", bounty.itemRoot, `${root} of the items in the file`);
  const leaves = item.flatMap(({ record }) =>
    record.gold ? [goldLeaf(record.item, record.gold.answer, record.gold.salt)] : [],
  );
  if (goldRoot(leaves) !== bounty.goldRoot) {
    return wrong("bounty.goldRoot", bounty.goldRoot, `${goldRoot(leaves)} of the gold in the file`);
  }
  return checkLabels(head.record, item, answer);
}

/** Gold and answers are lawful under the bounty's ontology, of an item there is, and gold answers are of gold items. */
function checkLabels(
  { bounty }: RecordOf<"batch">,
  items: Filed["item"],
  answers: Filed["answer"],
): Mismatch | undefined {
  const lawful = answerCheck(bounty);
  const isGold = new Map(items.map(({ record }) => [record.item, record.gold !== null]));
  for (const { line, record } of [...items, ...answers]) {
    const answer = record.type === "item" ? (record.gold?.answer ?? null) : record.answer;
    const wrong = wrongIn("evidence", line, record);
    if (record.type === "answer") {
      const gold = isGold.get(record.item);
      if (gold === undefined) return wrong("item", "an item of the bounty", record.item);
      if (!gold && record.kind === "gold") return wrong("kind", "counted or spare: the item is no gold", "gold");
    } else if (record.gold === null) continue;
    try {
      lawful(answer);
    } catch (error) {
      return wrong("answer", AppError.of(error).message, JSON.stringify(answer));
    }
  }
  return undefined;
}

/** Throws where an answer is none of the bounty's kind. Only classes can be told without the items' contents. */
function answerCheck({ taskType, config }: RecordOf<"batch">["bounty"]): (answer: unknown) => void {
  const type = taskTypeOf(taskType);
  if (hasClasses(type)) return categorical(type, config).category;
  return (answer) => {
    if (typeof answer !== "object" || answer === null)
      throw new AppError("invalid_input", "an answer of several parts");
  };
}

function checkKeys({ key }: Filed): Mismatch | undefined {
  for (const { line, record } of key) {
    const id = keyIdIfAny(record.publicKey);
    if (id !== record.key) return wrongIn("evidence", line, record)("key", id ?? "base64url of a key", record.key);
  }
  return undefined;
}

function checkSubmissions({ batch, key, submission }: Filed): Mismatch | undefined {
  const bounty = batch[0]?.record.manifestHash ?? "";
  const keys = new Set(key.map(({ record }) => record.key));
  for (const { line, record } of submission) {
    const wrong = wrongIn("evidence", line, record);
    const id = submissionId(record.key, bounty, record.digests);
    if (id !== record.submission) return wrong("submission", id, record.submission);
    if (!keys.has(record.key)) return wrong("key", "a key in this file", record.key);
  }
  return undefined;
}

/**
 * A manifest has no word for a rule that opens gates (docs/decisions/0049), so whoever writes an open one asks for labels and pay that
 * the bounty's terms do not give.
 */
const GATE_OF_ALL = 0;

function checkPriors({ batch, item, prior }: Filed): Mismatch | undefined {
  const bounty = batch[0]?.record.bounty;
  if (!bounty) return undefined;
  const classes = taskTypeOf(bounty.taskType).classes?.(bounty.config) ?? 0;
  const items = new Set(item.map(({ record }) => record.item));
  for (const { line, record } of prior) {
    const wrong = wrongIn("evidence", line, record);
    if (!items.has(record.item)) return wrong("item", "an item of the bounty", record.item);
    const sum = record.q16.reduce((a, b) => a + b, 0);
    if (record.q16.length !== classes) return wrong("q16", `${classes} entries`, String(record.q16.length));
    if (sum > 65536) return wrong("q16", "at most 65536 in all", String(sum));
    if (record.gate !== GATE_OF_ALL) {
      return wrong(
        "gate",
        `${GATE_OF_ALL}: the bounty names no rule that makes a posterior a prior`,
        String(record.gate),
      );
    }
  }
  return undefined;
}

/** A maker of mismatches about one record. */
export const wrongIn =
  (check: Mismatch["check"], line: number, record: EvidenceRecord) =>
  (field: string, expected: string, found: string): Mismatch =>
    differ(check, line, nameOf(record), field, expected, found);

/** A record in words: its type and what it is about. */
export function nameOf(record: EvidenceRecord): string {
  switch (record.type) {
    case "batch":
      return `batch ${record.batchId}`;
    case "item":
    case "consensus":
      return `${record.type} of item ${record.item}`;
    case "prior":
      return `prior of item ${record.item} by model ${record.model}`;
    case "key":
      return `key ${record.key} of ${record.annotator}`;
    case "submission":
      return `submission ${record.submission}`;
    case "answer":
    case "credit":
      return `${record.type} of ${record.annotator} to item ${record.item}`;
    case "annotator":
      return `annotator ${record.annotator}`;
    case "leaf":
      return `leaf ${record.index} of ${record.account}`;
    case "root":
      return "root";
  }
}

function keyIdIfAny(publicKey: string): string | undefined {
  try {
    return keyIdOf(publicKey);
  } catch {
    return undefined;
  }
}
