import type { Address } from "@/lib/kernel/ids";
import { RECORDS } from "./evidence";
import type { EvidenceFiles } from "./ports";

/** Item → score (Q10 bits) of one annotator's answers, read from a batch's evidence line by line. */
export async function creditsOf(
  files: EvidenceFiles,
  sha256: string | null,
  annotator: Address,
): Promise<ReadonlyMap<string, number>> {
  const scores = new Map<string, number>();
  const file = sha256 === null ? undefined : await files.get(sha256);
  if (!file) return scores;
  for await (const line of linesOf(file)) {
    // Canonical spelling sorts the keys, so a credit record begins with its annotator.
    if (!line.startsWith(`{"annotator":"${annotator}"`) || !line.includes('"type":"credit"')) continue;
    const { seal: _, ...record } = JSON.parse(line) as Record<string, unknown>;
    const { item, scoreQ10 } = RECORDS.credit.parse(record);
    scores.set(item, scoreQ10);
  }
  return scores;
}

async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}
