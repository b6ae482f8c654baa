"use client";

import { useEffect, useState } from "react";

/** The present, for relative times: `serverNowMs` in the first drawing, so that server and browser agree, then the clock. */
export function useNow(serverNowMs: number, everyMs = 1_000): number {
  const [nowMs, setNowMs] = useState(serverNowMs);
  useEffect(() => {
    setNowMs(Date.now());
    const timer = setInterval(() => setNowMs(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return nowMs;
}
