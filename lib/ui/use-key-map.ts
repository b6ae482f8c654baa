"use client";
/** The keys as they are set in this browser: read by whatever hears or draws a key. */
import { useSyncExternalStore } from "react";
import { type KeyMap, moved } from "@/lib/ui/key-map";

const STORED = "assay.keys";
const NONE: KeyMap = {};

let current: KeyMap | undefined;
const listeners = new Set<() => void>();

/** The map of today. A browser that keeps nothing has the keys as they come. */
export function keyMap(): KeyMap {
  current ??= stored();
  return current;
}

export const useKeyMap = (): KeyMap => useSyncExternalStore(subscribe, keyMap, () => NONE);

export const moveKey = (meaning: string, key: string): void => change(moved(keyMap(), meaning, key));

export const resetKeys = (): void => change(NONE);

function change(map: KeyMap): void {
  current = map;
  try {
    localStorage.setItem(STORED, JSON.stringify(map));
  } catch {
    // kept until the page is left
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  const elsewhere = ({ key }: StorageEvent) => {
    if (key !== STORED) return;
    current = undefined;
    listener();
  };
  listeners.add(listener);
  window.addEventListener("storage", elsewhere);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", elsewhere);
  };
}

/** What is kept, if it is a permutation of keys still: the browser's store is anybody's to write to. */
function stored(): KeyMap {
  try {
    const entries = Object.entries(JSON.parse(localStorage.getItem(STORED) ?? "{}") as Record<string, unknown>);
    const keys = entries.map(([, key]) => String(key));
    const whole = entries.every(([meaning, key]) => typeof key === "string" && keys.includes(meaning));
    return whole && new Set(keys).size === keys.length ? (Object.fromEntries(entries) as KeyMap) : NONE;
  } catch {
    return NONE;
  }
}
