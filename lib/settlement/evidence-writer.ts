import { type EvidenceRecord, evidenceLine, RECORDS, sortKey } from "./evidence";
import type { BatchFacts, BatchOutcome } from "./outcome";

/**
 * The lines of a batch's evidence, each with its line end, in the one order there is: the file is the lines joined.
 * Throws a ZodError at the first record that is not what its schema says, so that nothing unverifiable is published.
 */
export function* evidenceLines(facts: BatchFacts, outcome: BatchOutcome): Generator<string> {
  for (const record of evidenceRecords(facts, outcome)) {
    RECORDS[record.type].parse(record);
    yield `${evidenceLine(record)}\n`;
  }
}

function* evidenceRecords(facts: BatchFacts, outcome: BatchOutcome): Generator<EvidenceRecord> {
  yield facts.batch;
  yield* sorted(facts.items);
  yield* sorted(facts.keys);
  yield* sorted(facts.submissions);
  yield* sorted(facts.answers);
  yield* sorted(facts.priors);
  yield* outcome.consensus;
  yield* outcome.credits;
  yield* outcome.annotators;
  yield* outcome.leaves;
  yield outcome.root;
}

function sorted<Item extends EvidenceRecord>(records: readonly Item[]): Item[] {
  return [...records].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}
