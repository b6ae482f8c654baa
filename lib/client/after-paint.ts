/** A frame is waited for no longer: a page that is not drawn just now has none. */
const PATIENCE_MS = 100;

/**
 * Runs once the browser has painted what was changed before: what nobody waits for must not stand between a key and its frame.
 * At once where nothing is painted (no page, or one out of sight), and when the page goes out of sight meanwhile.
 */
export function afterPaint(run: () => void): void {
  const { document } = globalThis;
  if (typeof requestAnimationFrame === "undefined" || document.visibilityState === "hidden") {
    run();
    return;
  }
  let waits = true;
  const go = () => {
    if (!waits) return;
    waits = false;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", go);
    run();
  };
  const timer = setTimeout(go, PATIENCE_MS);
  document.addEventListener("visibilitychange", go);
  requestAnimationFrame(() => setTimeout(go)); // the task behind the frame
}
