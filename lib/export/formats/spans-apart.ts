import type { Reading } from "@/lib/task-types/reading";
import type { Writing } from "../format";

type Span = Extract<Reading, { kind: "spans" }>["spans"][number];

/** Spans of which none overlaps another: the longest stay, of equally long ones the first. What falls is counted. */
export function withoutOverlaps(spans: readonly Span[], { lose }: Pick<Writing, "lose">): readonly Span[] {
  const kept: Span[] = [];
  const longestFirst = [...spans].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  for (const span of longestFirst) {
    if (kept.every(({ start, end }) => span.end <= start || end <= span.start)) kept.push(span);
  }
  lose("overlapping spans dropped", spans.length - kept.length);
  return kept.sort((a, b) => a.start - b.start);
}
