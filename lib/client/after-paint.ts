/** A frame is waited for no longer: a page that is not drawn just now has none. */
const PATIENCE_MS = 100;

/** What runs after the next frame, in order; all that is asked for before it waits for the same one. */
let waiting: (() => void)[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Runs once the browser has painted what was changed before: what nobody waits for must not stand between a key and its frame.
 * At once where nothing is painted (no page, or one out of sight), and when the page goes out of sight meanwhile.
 */
export function afterPaint(run: () => void): void {
  if (typeof requestAnimationFrame === "undefined" || document.visibilityState === "hidden") {
    run();
    return;
  }
  waiting.push(run);
  if (waiting.length > 1) return;
  timer = setTimeout(runAll, PATIENCE_MS);
  document.addEventListener("visibilitychange", runAll);
  requestAnimationFrame(() => setTimeout(runAll)); // the task behind the frame
}

function runAll(): void {
  const due = waiting;
  waiting = [];
  clearTimeout(timer);
  document.removeEventListener("visibilitychange", runAll);
  for (const run of due) run();
}
