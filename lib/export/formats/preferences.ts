import type { Reading } from "@/lib/task-types/reading";
import { extraFields } from "../extras";
import type { Writing } from "../format";
import type { DatasetRow } from "../row";

type Preference = Extract<Reading, { kind: "preference" }>;

/** A line of JSON for a trainer, with the row's id and the extras that were asked for beside its fields. */
export function trainerLine(writing: Writing, row: DatasetRow, fields: object): string {
  return `${JSON.stringify({ ...fields, id: row.id, ...extraFields(row, writing.extras, writing) })}\n`;
}

/**
 * A text as TRL wants it: plain, or as a conversation of one message. Both are read by every trainer; the second is told
 * apart by its shape.
 */
export function asMessages(style: "standard" | "conversational", role: "user" | "assistant", text: string): unknown {
  return style === "standard" ? text : [{ role, content: text }];
}

/** Every pair of texts of which one stands before the other, best first. */
export function orderedPairs({ texts }: Preference): { readonly chosen: string; readonly rejected: string }[] {
  const placed = [...texts].sort((a, b) => a.place - b.place);
  return placed.flatMap((better, i) =>
    placed.slice(i + 1).flatMap((worse) => {
      return better.place < worse.place ? [{ chosen: better.text, rejected: worse.text }] : [];
    }),
  );
}
