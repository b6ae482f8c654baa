import { canonicalJson } from "@/lib/kernel/canonical-json";
import { type Sha256Stream, sha256Hex, sha256Stream } from "@/lib/kernel/sha256";
import { EVIDENCE_VERSION, type EvidenceRecord, RECORD_TYPES, RECORDS, type RecordType, sortKey } from "./evidence";
import { type Filed, openCabinet, type Placed } from "./filed";
import { differ, type Mismatch } from "./mismatch";
import { DamagedPacking, unpacked } from "./unpack";

export type ReadEvidence =
  | { readonly kind: "read"; readonly filed: Filed; readonly lines: number; readonly sha256: string }
  | { readonly kind: "broken"; readonly mismatch: Mismatch; readonly sha256: string };

/**
 * Reads evidence line by line, plain or gzipped, and checks what a line says about itself: UTF-8, JSON, canonical spelling,
 * seal, schema and place in the order. Stops looking at the first line that fails, but hashes the whole file (unpacked).
 *
 * @param onRecord is told each good record; where it answers a promise, reading waits for it
 */
export async function readEvidence(
  chunks: AsyncIterable<string | Uint8Array>,
  onRecord: (placed: Placed) => Promise<void> | undefined = () => undefined,
): Promise<ReadEvidence> {
  const hash = sha256Stream();
  const cabinet = openCabinet();
  let last: EvidenceRecord | undefined;
  let broken: Mismatch | undefined;
  let line = 0;
  try {
    for await (const bytes of splitLines(unpacked(chunks), hash)) {
      line++;
      if (broken) continue;
      const read = readLine(bytes, line, last);
      if ("check" in read) broken = read;
      else {
        cabinet.put(line, read);
        last = read;
        const wait = onRecord({ line, record: read });
        if (wait) await wait;
      }
    }
  } catch (error) {
    if (!(error instanceof DamagedPacking)) throw error;
    broken ??= differ("evidence", line + 1, "gzip file", "bytes", "an undamaged gzip file", error.message);
  }
  if (!broken && last?.type !== "root") {
    broken = differ("evidence", line + 1, "end of file", "type", "root", "nothing");
  }
  const sha256 = hash.digest();
  return broken
    ? { kind: "broken", mismatch: broken, sha256 }
    : { kind: "read", filed: cabinet.filed, lines: line, sha256 };
}

/** Lines without their line ends, as bytes; a last line without one is yielded with a NUL, which no line may hold. */
async function* splitLines(chunks: AsyncIterable<string | Uint8Array>, hash: Sha256Stream): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let rest: Uint8Array[] = [];
  for await (const chunk of chunks) {
    const bytes = typeof chunk === "string" ? encoder.encode(chunk) : chunk;
    hash.update(bytes);
    let from = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      const tail = bytes.subarray(from, end);
      yield rest.length === 0 ? tail : joined([...rest, tail]);
      rest = [];
      from = end + 1;
    }
    if (from < bytes.length) rest.push(bytes.subarray(from));
  }
  if (rest.length > 0) yield joined([...rest, new Uint8Array(1)]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function readLine(bytes: Uint8Array, line: number, last: EvidenceRecord | undefined): EvidenceRecord | Mismatch {
  const wrong = (record: string, field: string, expected: string, found: string) =>
    differ("evidence", line, record, field, expected, found);
  let text: string;
  let value: unknown;
  try {
    text = decoder.decode(bytes);
    value = JSON.parse(text);
  } catch {
    return wrong("line", "text", "one JSON object and a line end", "something else");
  }
  if (typeof value !== "object" || value === null || !("type" in value)) {
    return wrong("line", "type", RECORD_TYPES.join(" | "), "none");
  }
  const type = RECORD_TYPES.find((known) => known === value.type);
  if (!type) return wrong("line", "type", RECORD_TYPES.join(" | "), String(value.type));
  return checkRecord(value, text, type, last, wrong);
}

function checkRecord(
  value: object,
  text: string,
  type: RecordType,
  last: EvidenceRecord | undefined,
  wrong: (record: string, field: string, expected: string, found: string) => Mismatch,
): EvidenceRecord | Mismatch {
  const { seal, ...bare } = value as { readonly seal?: unknown };
  const spelled = spell(value);
  if (spelled !== text) return wrong(type, "spelling", spelled ?? "integers and strings", text);
  const sealed = sha256Hex(unsealed(text, seal) ?? spell(bare) ?? "").slice(0, 16);
  if (seal !== sealed) return wrong(type, "seal", sealed, String(seal));
  if (type === "batch" && "version" in bare && bare.version !== EVIDENCE_VERSION) {
    return wrong(type, "version", `${EVIDENCE_VERSION}, the format that this software reads`, String(bare.version));
  }
  const parsed = RECORDS[type].safeParse(bare);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return wrong(type, issue?.path.join(".") ?? "", issue?.message ?? "a lawful record", text);
  }
  const record: EvidenceRecord = parsed.data;
  return follows(record, last) ?? record;

  function follows(now: EvidenceRecord, before: EvidenceRecord | undefined): Mismatch | undefined {
    if (before === undefined) return now.type === "batch" ? undefined : wrong(type, "type", "batch", now.type);
    const step = RECORD_TYPES.indexOf(now.type) - RECORD_TYPES.indexOf(before.type);
    if (step < 0) return wrong(type, "order", `${before.type} or later`, now.type);
    if (step === 0 && !(sortKey(before) < sortKey(now))) {
      return wrong(type, "order", `after ${sortKey(before)}`, sortKey(now));
    }
    return undefined;
  }
}

/** A canonical line without its seal, where there is but one place that can be it. */
function unsealed(text: string, seal: unknown): string | undefined {
  const member = `"seal":"${seal}",`;
  const at = text.indexOf('"seal":');
  if (at < 0 || at !== text.lastIndexOf('"seal":') || !text.startsWith(member, at)) return undefined;
  return text.slice(0, at) + text.slice(at + member.length);
}

function spell(value: unknown): string | undefined {
  try {
    return canonicalJson(value);
  } catch {
    return undefined;
  }
}
