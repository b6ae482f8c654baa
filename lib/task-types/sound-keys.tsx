import { isTyping, usePageKeys } from "./bench-keys";
import { BACK_MS, type SoundActs } from "./sound-controls";
import type { KeyWords } from "./task-type";

const SECOND_MS = 1_000;
const FINE_MS = 100;

export const SOUND_KEYS: readonly KeyWords[] = [
  [["Alt", "K"], "play or pause, while writing too; outside of a field also Space"],
  [["Alt", "J"], "back three seconds"],
  [["Alt", "R"], "repeat from here, to here, no more"],
  [["Alt", ","], "slower; with a full stop faster"],
  [["←", "→"], "a second back or on, outside of a field; with Shift a tenth"],
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
