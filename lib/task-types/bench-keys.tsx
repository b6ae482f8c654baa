import { useEffect, useEffectEvent } from "react";
import { meaningOf } from "@/lib/ui/key-map";
import { keyMap } from "@/lib/ui/use-key-map";
import type { KeyWords, Say } from "./task-type";

/** Keys of answers in order: digits first, then letters that no tool of the bench uses. */
const ANSWER_KEYS = "123456789abcdefhijklmnopqtvwxz";

/** What a pressed key carries beside its name. */
export type Pressed = { readonly shift: boolean; readonly repeat: boolean };

/** Hears every key that goes down on the page while `on`; `take` may be another function each time. */
export function usePageKeys(on: boolean, take: (event: KeyboardEvent) => void): void {
  const heard = useEffectEvent(take);
  useEffect(() => {
    if (!on) return;
    const onKey = (event: KeyboardEvent) => heard(event);
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [on]);
}

/**
 * Hears keys of the whole page while `on`, each by what it means in this browser (see `key-map.ts`): shortcuts of the browser
 * and typing are left alone, and so is Enter on a button, which presses it. `take` says whether the key meant something. Held
 * keys are heard only with `repeats`.
 */
export function useBenchKeys(
  on: boolean,
  take: (key: string, pressed: Pressed) => boolean,
  { repeats = false }: { readonly repeats?: boolean } = {},
): void {
  usePageKeys(on, (event) => {
    if ((event.repeat && !repeats) || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if ((event.key === "Enter" || event.key === " ") && event.target instanceof HTMLButtonElement) return;
    if (take(meaningOf(keyMap(), event.key), { shift: event.shiftKey, repeat: event.repeat })) event.preventDefault();
  });
}

/** Their line in the list of all keys, in the words of the type (`keyUndo`). */
export const pastKeys = (say: Say): KeyWords => [["Ctrl", "Z"], say("keyUndo")];

/**
 * Ctrl+Z (⌘Z) of the whole page while `on`, where nobody writes, takes back the last act of an answer in the making; with Shift,
 * and Ctrl+Y, it is done again.
 */
export function usePastKeys(on: boolean, { undo, redo }: { undo(): void; redo(): void }): void {
  usePageKeys(on, (event) => {
    const key = event.key.toLowerCase();
    const isZ = key === "z";
    if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target) || !(isZ || key === "y")) return;
    event.preventDefault();
    if (isZ && !event.shiftKey) undo();
    else redo();
  });
}

/** Which answer a key means, -1 for none. */
export const placeOfKey = (key: string): number => (key.length === 1 ? ANSWER_KEYS.indexOf(key.toLowerCase()) : -1);

/** The key of the answer at this place, as it is drawn; nothing where keys are used up. */
export function hotkeyAt(place: number): { readonly hotkey?: string } {
  const key = ANSWER_KEYS[place];
  return key === undefined ? {} : { hotkey: key.toUpperCase() };
}

/** Whether a key is meant for a field. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
