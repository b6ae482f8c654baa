/** Waited for no longer: a page that is not drawn just now has no frames, and one that is never idle no idle moment. */
const PATIENCE_MS = 200;

/** What waits for the next frame, and what has its frame behind it and waits for an idle moment; each in order. */
let unseen: (() => void)[] = [];
let seen: (() => void)[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;
let watched = false;

/**
 * Runs once the browser has painted what was changed before and has nothing better to do: what nobody waits for stands neither
 * between a key and its frame nor before the next key. In order, piece by piece. At once where nothing is painted (no page, or one
 * out of sight), and when the page goes out of sight meanwhile.
 */
export function afterPaint(run: () => void): void {
  if (typeof requestAnimationFrame === "undefined" || document.visibilityState === "hidden") {
    run();
    return;
  }
  if (!watched) document.addEventListener("visibilitychange", runAll);
  watched = true;
  unseen.push(run);
  if (unseen.length > 1) return;
  timer ??= setTimeout(runAll, PATIENCE_MS);
  requestAnimationFrame(painted);
}

/** So long at most is a frame waited for by what must not be lost. */
const FRAME_MS = 100;

/**
 * Runs in the task behind the next frame, idle or not: for what must not stand before a key's frame and must not be lost behind it.
 * At once where nothing is painted, and when the page goes out of sight meanwhile.
 */
export function afterFrame(run: () => void): void {
  if (typeof requestAnimationFrame === "undefined" || document.visibilityState === "hidden") {
    run();
    return;
  }
  const once = () => {
    clearTimeout(latest);
    document.removeEventListener("visibilitychange", once);
    if (latest !== undefined) run();
    latest = undefined;
  };
  let latest: ReturnType<typeof setTimeout> | undefined = setTimeout(once, FRAME_MS);
  document.addEventListener("visibilitychange", once);
  requestAnimationFrame(() => setTimeout(once));
}

function painted(): void {
  seen = seen.concat(unseen);
  unseen = [];
  whenIdle();
}

/** Browsers that tell of no idle moment have the task behind the frame. */
function whenIdle(): void {
  if (typeof requestIdleCallback === "undefined") setTimeout(runAll);
  else requestIdleCallback(runSome);
}

function runSome(idle: IdleDeadline): void {
  do seen.shift()?.();
  while (seen.length > 0 && idle.timeRemaining() > 0);
  if (seen.length > 0) whenIdle();
  else rested();
}

function runAll(): void {
  const due = [...seen, ...unseen];
  [seen, unseen] = [[], []];
  rested();
  for (const run of due) run();
}

function rested(): void {
  clearTimeout(timer);
  timer = unseen.length > 0 ? setTimeout(runAll, PATIENCE_MS) : undefined;
}
