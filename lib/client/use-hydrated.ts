"use client";

import { useSyncExternalStore } from "react";

/**
 * False in the server's drawing and in the browser's first one that takes it over, true from then on. For what may differ
 * between the two: a query that another part of the page has already asked again.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(noChange, yes, no);
}

const noChange = () => () => undefined;
const yes = () => true;
const no = () => false;
