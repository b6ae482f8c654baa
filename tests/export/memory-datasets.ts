import type { DatasetFile, DatasetRecord, DatasetStore, ExportDeps } from "@/lib/export/ports";
import type { AnswerRow, DatasetRow } from "@/lib/export/row";
import type { AccountNo, Address, BatchId, BountyId, BountyNo, Sha256 } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";

export const RECORD: DatasetRecord = {
  no: 7n as BountyNo,
  id: "bty_7" as BountyId,
  ownerNo: 1n as AccountNo,
  owner: `0x${"a1".repeat(20)}` as Address,
  state: "settled",
  title: "Tone",
  guidelines: "Read it.",
  taskType: "choice",
  config: { question: "Which?", labels: ["=calm", "angry"] },
  items: 3,
  goldItems: 1,
  manifestHash: `0x${"11".repeat(32)}`,
  settledAtMs: 5,
};

/** `texts` as items in the order of their hashes; the last one is gold, the first has no answers. */
export function memoryDatasets(texts: readonly string[], record: DatasetRecord = RECORD) {
  const files = new Map<string, DatasetFile>();
  const asked = { items: 0 };
  const rows = texts
    .map((text, i): DatasetRow => {
      const consensus = {
        answer: "angry",
        certaintyQ16: 60_000,
        temperedQ16: [5_536, 60_000],
        entropyQ10: 512,
        answers: 3,
      };
      const base = { hash: sha256Hex(`${i}`), id: `row ${i}`, payload: { kind: "text", text }, gold: undefined };
      if (i === 0) return base;
      return i === texts.length - 1 ? { ...base, gold: "=calm", consensus } : { ...base, consensus };
    })
    .sort((a, b) => (a.hash < b.hash ? -1 : 1));
  const answers = rows.map(
    ({ id }, i): AnswerRow => ({ at: { itemNo: i, annotatorNo: 1n }, id, annotator: record.owner, answer: "=calm" }),
  );
  const store: DatasetStore = {
    byId: async (id) => (id === record.id ? record : undefined),
    byNo: async () => record,
    settled: async () => [{ ...record, report: undefined, batchIds: ["bat_final" as BatchId] }],
    facts: async () => ({
      report: undefined,
      byCategory: [{ category: 1, items: 2 }],
      resolved: 2,
      batches: [batch("final", 100n), batch("void", 900n)],
      files: [...files.values()],
    }),
    items: async (_, after, limit) => {
      asked.items += 1;
      return rows.filter(({ hash }) => hash > after).slice(0, limit);
    },
    answers: async (_, after, limit) => answers.filter(({ at }) => at.itemNo > (after?.itemNo ?? -1)).slice(0, limit),
    saveFile: async (_, file) => {
      files.set(file.format, file);
    },
  };
  const deps: ExportDeps = { datasets: store, assetUrl: (sha) => `https://assay.test/a/${sha}` };
  return { deps, files, rows, asked };
}

function batch(state: string, totalUnits: bigint) {
  const chain = { root: null, txHash: null, evidenceSha: "e".repeat(64) as Sha256, evidenceBytes: 1 };
  return { id: `bat_${state}` as BatchId, state, totalUnits, annotators: 1, answers: 2, ...chain };
}
