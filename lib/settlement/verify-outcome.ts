import { canonicalJson } from "@/lib/kernel/canonical-json";
import type { EvidenceRecord } from "./evidence";
import { sortKey } from "./evidence";
import type { Filed } from "./filed";
import type { CheckName, Mismatch } from "./mismatch";
import type { BatchFacts, BatchOutcome } from "./outcome";
import { batchKey, buildTree } from "./sum-tree";
import { nameOf, wrongIn } from "./verify-links";

/** The first half of a file as facts, from which the second half follows. */
export function factsOf(filed: Filed): BatchFacts | undefined {
  const batch = filed.batch[0]?.record;
  if (!batch) return undefined;
  const records = <Item>(entries: readonly { readonly record: Item }[]) => entries.map(({ record }) => record);
  return {
    batch,
    items: records(filed.item),
    keys: records(filed.key),
    submissions: records(filed.submission),
    answers: records(filed.answer),
    priors: records(filed.prior),
    accounts: records(filed.annotator),
  };
}

/** Labels and credits as recomputed against those in the file. */
export function checkConsensus(filed: Filed, outcome: BatchOutcome): Mismatch | undefined {
  return (
    firstDifference("consensus", filed.consensus, outcome.consensus, filed) ??
    firstDifference("consensus", filed.credit, outcome.credits, filed)
  );
}

/** Entitlements, payouts and leaves as recomputed against those in the file. */
export function checkPayouts(filed: Filed, outcome: BatchOutcome): Mismatch | undefined {
  return (
    firstDifference("payouts", filed.annotator, outcome.annotators, filed) ??
    firstDifference("payouts", filed.leaf, outcome.leaves, filed)
  );
}

/** Root and sums of the payout tree. */
export function checkRoot(filed: Filed, outcome: BatchOutcome): Mismatch | undefined {
  return firstDifference("root", filed.root, [outcome.root], filed);
}

/** Root and total of the tree over the leaves as the file has them, where the payouts themselves cannot be recomputed. */
export function checkTree({ batch, leaf, root }: Filed): Mismatch | undefined {
  const head = batch[0]?.record;
  const top = root[0];
  if (!head || !top || leaf.length === 0) return undefined;
  const { chainId, vault, ledgerId } = head.bounty;
  const key = batchKey(chainId, vault as `0x${string}`, BigInt(ledgerId), BigInt(head.batchId));
  const payouts = leaf.map(({ record: { account, amountUnits } }) => ({
    account: account as `0x${string}`,
    amount: BigInt(amountUnits),
  }));
  const tree = buildTree(key, payouts);
  const wrong = wrongIn("root", top.line, top.record);
  if (top.record.batchKey !== key) return wrong("batchKey", key, top.record.batchKey);
  if (top.record.root !== tree.root) return wrong("root", tree.root, top.record.root);
  if (top.record.totalUnits !== String(tree.total))
    return wrong("totalUnits", String(tree.total), top.record.totalUnits);
  return undefined;
}

type Entry = { readonly line: number; readonly record: EvidenceRecord };

function firstDifference(
  check: CheckName,
  found: readonly Entry[],
  expected: readonly EvidenceRecord[],
  filed: Filed,
): Mismatch | undefined {
  for (let i = 0; i < Math.max(found.length, expected.length); i++) {
    const entry = found[i];
    const wanted = expected[i];
    if (!entry) return missing(check, wanted, found.at(-1)?.line ?? lastLine(filed));
    const wrong = wrongIn(check, entry.line, entry.record);
    if (!wanted || sortKey(wanted) !== sortKey(entry.record)) {
      return wrong("record", wanted ? nameOf(wanted) : "no such record", nameOf(entry.record));
    }
    const field = differingField(wanted, entry.record);
    if (field) return wrong(field.name, field.expected, field.found);
  }
  return undefined;
}

function missing(check: CheckName, wanted: EvidenceRecord | undefined, after: number): Mismatch | undefined {
  return wanted && wrongIn(check, after + 1, wanted)("record", nameOf(wanted), "nothing");
}

const lastLine = ({ root }: Filed): number => (root[0]?.line ?? 1) - 1;

function differingField(wanted: EvidenceRecord, found: EvidenceRecord) {
  const entries = new Map<string, unknown>(Object.entries(found));
  for (const [name, value] of Object.entries(wanted)) {
    const expected = canonicalJson(value);
    const actual = canonicalJson(entries.get(name) ?? null);
    if (expected !== actual) return { name, expected, found: actual };
  }
  return undefined;
}
