import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

/** A folder for one test, removed after it. Open to other users: root's PostgreSQL runs as one. */
export function tempFolder(): string {
  const dir = mkdtempSync(path.join(tmpdir(), "assay-launch-"));
  chmodSync(dir, 0o755);
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
