import * as constants from "./constants";
import { tables } from "./tables";

/** SHA-256 of `fingerprintBytes()`, pinned: a changed table entry or constant passes every comparison of results. */
export const REFEREE_HASH = "fcac9f5fcf9f8c184897853dcb4d3f352881786121b5ea5f10a715a6a88c5b42";

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
