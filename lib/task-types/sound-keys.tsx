import { isTyping, usePageKeys } from "./bench-keys";
import { BACK_MS, type SoundActs } from "./sound-controls";
import type { KeyWords, Say } from "./task-type";

const SECOND_MS = 1_000;
const FINE_MS = 100;

/** The keys of a recording, in the words of the type that plays it (`keyPlay`, `keyBack3`, `keyRepeat`, `keySpeed`, `keySeek`). */
export const soundKeys = (say: Say): readonly KeyWords[] => [
  [["Alt", "K"], say("keyPlay")],
  [["Alt", "J"], say("keyBack3")],
  [["Alt", "R"], say("keyRepeat")],
  [["Alt", ","], say("keySpeed")],
  [["←", "→"], say("keySeek")],
];

/**
 * Keys of a recording while `on`: listened for from the first paint, heard once it is ready. With Alt they are heard in a text
 * field too: hands stay where the words are written.
 */
export function useSoundKeys(on: boolean, isReady: boolean, acts: SoundActs): void {
  usePageKeys(on, (event) => {
    if (!isReady || event.ctrlKey || event.metaKey) return;
    const act = event.altKey ? withAlt(event.code, acts) : isTyping(event.target) ? undefined : alone(event, acts);
    if (!act) return;
    event.preventDefault();
    act();
  });
}

/** By place on the keyboard: Alt makes other signs of the letters on a Mac. */
function withAlt(code: string, acts: SoundActs): (() => void) | undefined {
  const keys: Readonly<Record<string, () => void>> = {
    KeyK: acts.toggle,
    KeyJ: () => acts.go(-BACK_MS),
    KeyR: acts.repeat,
    Comma: () => acts.speed(-1),
    Period: () => acts.speed(1),
  };
  return keys[code];
}

function alone({ key, shiftKey, target }: KeyboardEvent, acts: SoundActs): (() => void) | undefined {
  const step = shiftKey ? FINE_MS : SECOND_MS;
  if (key === " " && !(target instanceof HTMLButtonElement)) return acts.toggle;
  if (key === "ArrowLeft") return () => acts.go(-step);
  return key === "ArrowRight" ? () => acts.go(step) : undefined;
}
