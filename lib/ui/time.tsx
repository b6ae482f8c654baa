/** An instant in relative words, the exact one on hover. The present is handed in, so server and browser agree. */
import { exactTime, relativeTime } from "@/lib/ui/format-time";

export interface TimeProps {
  atMs: number;
  nowMs: number;
}

export function Time({ atMs, nowMs }: TimeProps) {
  return (
    <time dateTime={new Date(atMs).toISOString()} title={exactTime(atMs)}>
      {relativeTime(atMs, nowMs)}
    </time>
  );
}
