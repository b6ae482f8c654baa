/** An instant in relative words, the exact one on hover. The present is handed in, so server and browser agree. */
import { useTimeWords } from "@/lib/ui/use-time-words";

export interface TimeProps {
  atMs: number;
  nowMs: number;
}

export function Time({ atMs, nowMs }: TimeProps) {
  const times = useTimeWords();
  return (
    <time dateTime={new Date(atMs).toISOString()} title={times.exact(atMs)}>
      {times.relative(atMs, nowMs)}
    </time>
  );
}
