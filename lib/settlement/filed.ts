import type { EvidenceRecord, RecordOf, RecordType } from "./evidence";

/** A record and the line (1-based) it stood in. */
export type Placed<Type extends RecordType = RecordType> = { readonly line: number; readonly record: RecordOf<Type> };

/** A file's records by type, each with its line. */
export type Filed = { readonly [Type in RecordType]: readonly Placed<Type>[] };

/** A cabinet for the records of a file, in the order in which they come. */
export function openCabinet() {
  const drawers: { readonly [Type in RecordType]: Placed<Type>[] } = {
    ...{ batch: [], item: [], key: [], submission: [], answer: [], prior: [] },
    ...{ consensus: [], credit: [], annotator: [], leaf: [], root: [] },
  };
  const names = new Map<string, string>();
  const share = (name: string): string => {
    const known = names.get(name);
    if (known === undefined) names.set(name, name);
    return known ?? name;
  };
  return {
    filed: drawers as Filed,
    /** Puts a record away. Names that many records repeat are kept once: a million answers halve that way. */
    put(line: number, record: EvidenceRecord): void {
      shareNames(record, share);
      (drawers[record.type] as { line: number; record: EvidenceRecord }[]).push({ line, record });
    },
  };
}

function shareNames(record: EvidenceRecord, share: (name: string) => string): void {
  if (record.type === "answer" || record.type === "credit") {
    record.item = share(record.item);
    record.annotator = share(record.annotator);
  }
  if (record.type === "item" || record.type === "consensus") record.item = share(record.item);
  if (record.type === "answer" || record.type === "submission") record.submission = share(record.submission);
  if (record.type === "submission") record.key = share(record.key);
}

/**
 * Lets go of what only signatures are checked by, ids of answers and the digests of submissions: in a large file more than a
 * hundred bytes an answer, before the labels are computed again.
 */
export function forgetSigned({ answer, submission }: Filed): void {
  for (const { record } of answer) record.id = "";
  for (const { record } of submission) record.digests = [];
}
