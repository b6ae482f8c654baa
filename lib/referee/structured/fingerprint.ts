import type { Sha256 } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";
import { NEWCOMER, ONE, RAMP } from "../constants";
import * as constants from "./constants";
import { STRUCTURED_VERSION, type StructuredVersion } from "./versions";

/** Which structured referee this is: SHA-256 over its name and constants (JSON, keys sorted). Tests pin it, manifests name it. */
export function structuredHash(version: StructuredVersion = STRUCTURED_VERSION): Sha256 {
  const all = { ...constants, STRUCTURED_VERSION: version, NEWCOMER, ONE, RAMP };
  const entries = Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256Hex(JSON.stringify(entries));
}
