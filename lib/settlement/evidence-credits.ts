import type { Address } from "@/lib/kernel/ids";
import { RECORDS, type RecordOf } from "./evidence";
import type { EvidenceFiles } from "./ports";

/** What a batch's evidence says of one annotator. */
export type CreditedAnswers = {
  /** By item. */
  readonly credits: ReadonlyMap<string, Pick<RecordOf<"credit">, "scoreQ10" | "agreementQ16">>;
  /** By item: how many answers of others counted. */
  readonly others: ReadonlyMap<string, number>;
  /** The annotator's own account; undefined when the evidence knows none. */
  readonly account: RecordOf<"annotator"> | undefined;
};

/** Scores and account of one annotator, read from a batch's evidence line by line. */
export async function creditsOf(
  files: EvidenceFiles,
  sha256: string | null,
  annotator: Address,
): Promise<CreditedAnswers> {
  const credits = new Map<string, Pick<RecordOf<"credit">, "scoreQ10" | "agreementQ16">>();
  const others = new Map<string, number>();
  let account: RecordOf<"annotator"> | undefined;
  const file = sha256 === null ? undefined : await files.get(sha256);
  if (!file) return { credits, account, others };
  for await (const line of linesOf(file)) {
    // Canonical spelling sorts the keys; a credit record has its annotator first, or second after the agreement.
    if (!line.includes(`"annotator":"${annotator}"`)) {
      const item = /"item":"([0-9a-f]{64})".*"type":"credit"/.exec(line)?.[1];
      if (item !== undefined) others.set(item, (others.get(item) ?? 0) + 1);
      continue;
    }
    const { seal: _, ...record } = JSON.parse(line) as Record<string, unknown>;
    if (record.type === "credit") {
      const credit = RECORDS.credit.parse(record);
      credits.set(credit.item, credit);
    } else if (record.type === "annotator") account = RECORDS.annotator.parse(record);
  }
  return { credits, account, others };
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
