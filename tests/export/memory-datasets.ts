import type {
  DatasetFile,
  DatasetRecord,
  DatasetStore,
  DatasetVersion,
  RowFilter,
  StoredExport,
} from "@/lib/export/ports";
import type { DatasetRow } from "@/lib/export/row";
import type { AccountNo, Address, BatchId, BountyId, BountyNo, Sha256 } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";
import { memoryOutside } from "./memory-outside";

export const RECORD: DatasetRecord = {
  no: 7n as BountyNo,
  id: "bty_7" as BountyId,
  ownerNo: 1n as AccountNo,
  guests: undefined,
  owner: `0x${"a1".repeat(20)}` as Address,
  state: "settled",
  title: "Tone",
  guidelines: "Read it.",
  taskType: "choice",
  config: { question: "Which?", labels: ["=calm", "angry"] },
  blindBps: 2_000,
  items: 3,
  goldItems: 1,
  manifestHash: `0x${"11".repeat(32)}`,
  referee: { version: "multi-coin-2", sha256: "22".repeat(32) },
  settledAtMs: 5,
};

const CONSENSUS = { answer: "angry", certaintyQ16: 60_000, temperedQ16: [5_536, 60_000], entropyQ10: 512, answers: 3 };

/** `texts` as items in the order of their hashes; the last one is gold, the first has no answers. */
export function memoryDatasets(texts: readonly string[], record: DatasetRecord = RECORD) {
  const rows = texts.map((text, i): DatasetRow => {
    const crowd = [
      {
        annotator: record.owner,
        answer: "=calm",
        leadMs: 900 + i,
        kind: i === texts.length - 1 ? ("gold" as const) : ("counted" as const),
        model: i % 2 === 0 ? null : "7".repeat(64),
        reliabilityQ16: 50_000,
      },
    ];
    const base = { hash: sha256Hex(`${i}`), id: `row ${i}`, payload: { kind: "text", text }, gold: undefined, crowd };
    if (i === 0) return { ...base, crowd: [] };
    const consensus = CONSENSUS;
    return i === texts.length - 1 ? { ...base, gold: "=calm", consensus } : { ...base, consensus };
  });
  return memoryStore(rows, record);
}

/** A store of one dataset. Its rows may be changed in place, as answers that come in would. */
export function memoryStore(unsorted: readonly DatasetRow[], record: DatasetRecord = RECORD) {
  const files = new Map<string, DatasetFile>();
  const versions: DatasetVersion[] = [];
  const orders = new Map<string, StoredExport>();
  const asked = { rows: 0 };
  const rows = [...unsorted].sort((a, b) => (a.hash < b.hash ? -1 : 1));
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
    rows: async (_, { after, limit, only }) =>
      rows.filter((row) => row.hash > after && (!only || isWanted(row, only))).slice(0, limit),
    pages: async function* (_, crowd) {
      for (const row of [...rows]) {
        asked.rows += 1;
        const { crowd: _crowd, ...bare } = row;
        yield [crowd ? row : bare];
      }
    },
    mediaTypes: async (sha256s) => new Map(sha256s.map((sha256) => [sha256, "image/png"])),
    versions: async () => versions,
    addVersion: async (_, version) => {
      versions.push(version);
      return version;
    },
    unreleased: async () => (versions.length === 0 && record.state === "settled" ? [record.no] : []),
    saveFile: async (_, file) => {
      files.set(`${file.version} ${file.format}`, file);
    },
    orderExport: async (order, key) => {
      const place = `${order.version} ${order.format} ${key}`;
      const found = orders.get(place) ?? order;
      orders.set(place, found);
      return found;
    },
    forgetExports: async () => {
      const files = [...orders.values()].flatMap(({ sha256 }) => (sha256 === null ? [] : [sha256]));
      orders.clear();
      return files;
    },
    exportById: async (id) => [...orders.values()].find((order) => order.id === id),
    saveExport: async (id, result) => {
      for (const [place, order] of orders) if (order.id === id) orders.set(place, { ...order, ...result });
    },
  };
  return { ...memoryOutside(store), files, versions, rows, asked };
}

function isWanted(row: DatasetRow, { answer, least, most }: RowFilter): boolean {
  const permille = Math.floor(((row.gold ? 65_536 : (row.consensus?.certaintyQ16 ?? 0)) * 1_000) / 65_536);
  const given = row.gold ?? row.consensus?.answer;
  return (answer === undefined || answer === given) && permille >= least && permille <= most;
}

function batch(state: string, totalUnits: bigint) {
  const chain = { root: null, txHash: null, evidenceSha: "e".repeat(64) as Sha256, evidenceBytes: 1 };
  return { id: `bat_${state}` as BatchId, state, totalUnits, annotators: 1, answers: 2, ...chain };
}
