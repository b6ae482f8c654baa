"use client";

import { useEffect, useState } from "react";
import { afterPaint } from "./after-paint";

/** The same value one frame later: for what need not be drawn in the frame that answers a key. */
export function useBehind<T>(value: T): T {
  const [shown, setShown] = useState(value);
  useEffect(() => {
    let here = true;
    afterPaint(() => here && setShown(() => value));
    return () => {
      here = false;
    };
  }, [value]);
  return shown;
}
