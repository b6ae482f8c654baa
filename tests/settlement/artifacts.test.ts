import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const copies: string[] = [];

afterEach(() => {
  for (const copy of copies.splice(0)) rmSync(copy, { recursive: true });
});

test("the committed artifacts and ABIs belong to the committed sources", () => {
  expect(check(root)).toEqual({ status: 0, message: "" });
});

test("a changed source makes the artifacts stale", () => {
  const copy = copyOfContracts();
  append(join(copy, "contracts/src/BountyVault.sol"), "\n");
  expect(check(copy).message).toContain(
    "BountyVault, CommitteeArbitrator, MockPermit2, OperatorStake, TestToken is older than contracts/src",
  );
});

test("an ABI file that was edited by hand is found", () => {
  const copy = copyOfContracts();
  append(join(copy, "lib/abi.ts"), "\n");
  expect(check(copy).message).toContain("lib/abi.ts differs");
});

function check(folder: string) {
  const script = join(folder, "contracts/script/export-artifacts.mjs");
  const { status, stderr } = spawnSync(process.execPath, [script, "--check"], { encoding: "utf8" });
  return { status, message: stderr };
}

function copyOfContracts(): string {
  const copy = mkdtempSync(join(tmpdir(), "assay-artifacts-"));
  copies.push(copy);
  for (const folder of ["src", "script", "artifacts"]) {
    cpSync(join(root, "contracts", folder), join(copy, "contracts", folder), { recursive: true });
  }
  mkdirSync(join(copy, "lib"));
  cpSync(join(root, "lib/abi.ts"), join(copy, "lib/abi.ts"));
  return copy;
}

function append(file: string, text: string): void {
  writeFileSync(file, readFileSync(file, "utf8") + text);
}
