import type { Sha256 } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";
import * as constants from "./constants";
import { tables } from "./tables";

let hash: Sha256 | undefined;

/** Which referee this is: SHA-256 over its constants and tables, as this machine built them. Tests pin it, manifests name it. */
export function refereeHash(): Sha256 {
  hash ??= sha256Hex(fingerprintBytes());
  return hash;
}

/**
 * The bytes that name this referee: a line of its constants (JSON, keys sorted) and both tables as little-endian int32,
 * logarithms first. Their SHA-256 goes into the manifest of every bounty.
 */
export function fingerprintBytes(): Uint8Array {
  const entries = Object.entries(constants).sort(([a], [b]) => (a < b ? -1 : 1));
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
