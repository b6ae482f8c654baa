import type { Sha256 } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";
import * as constants from "./constants";
import * as dawidSkene from "./dawid-skene-constants";
import { METHOD_VERSIONS, type Method } from "./method";
import { tables } from "./tables";

/** What a method adds to the common constants, which carry the name of multi-coin. */
const OWN: Readonly<Record<Method, Readonly<Record<string, number | string>>>> = {
  "multi-coin": {},
  "dawid-skene": { REFEREE_VERSION: METHOD_VERSIONS["dawid-skene"], ...dawidSkene },
  majority: { REFEREE_VERSION: METHOD_VERSIONS.majority },
};

const hashes = new Map<Method, Sha256>();

/**
 * Which referee this is: SHA-256 over the method's constants and both tables, as this machine built them. Tests pin it,
 * manifests name it.
 */
export function refereeHash(method: Method = "multi-coin"): Sha256 {
  const known = hashes.get(method);
  if (known !== undefined) return known;
  const hash = sha256Hex(fingerprintBytes(method));
  hashes.set(method, hash);
  return hash;
}

/**
 * The bytes that name a method: a line of its constants (JSON, keys sorted) and both tables as little-endian int32,
 * logarithms first. For multi-coin their SHA-256 goes into the manifest of every bounty.
 */
export function fingerprintBytes(method: Method = "multi-coin"): Uint8Array {
  const entries = Object.entries({ ...constants, ...OWN[method] }).sort(([a], [b]) => (a < b ? -1 : 1));
  const head = new TextEncoder().encode(`${JSON.stringify(entries)}\n`);
  const { log, exp } = tables();
  const bytes = new Uint8Array(head.length + 4 * (log.length + exp.length));
  bytes.set(head);
  const view = new DataView(bytes.buffer, head.length);
  log.forEach((value, i) => {
    view.setInt32(4 * i, value, true);
  });
  exp.forEach((value, i) => {
    view.setInt32(4 * (log.length + i), value, true);
  });
  return bytes;
}
