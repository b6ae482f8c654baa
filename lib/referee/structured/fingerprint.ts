import type { Sha256 } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";
import { NEWCOMER, ONE, RAMP } from "../constants";
import * as constants from "./constants";

/** Which structured referee this is: SHA-256 over its constants (JSON, keys sorted). Tests pin it, manifests name it. */
export function structuredHash(): Sha256 {
  const entries = Object.entries({ ...constants, NEWCOMER, ONE, RAMP }).sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256Hex(JSON.stringify(entries));
}
