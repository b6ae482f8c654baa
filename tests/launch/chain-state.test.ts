import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { keepChainCopy, mendChainState } from "@/bin/launch/chain-state.mjs";
import { tempFolder } from "./temp-folder";

const OLD = JSON.stringify({ accounts: { "0x01": { nonce: 1 } } });
const NEW = JSON.stringify({ accounts: { "0x01": { nonce: 2 } } });
const HALF = NEW.slice(0, -9);

function stateFile(): string {
  return path.join(tempFolder(), "state.json");
}

test("a chain without a state begins afresh", () => {
  expect(mendChainState(stateFile())).toBe("fresh");
});

test("a whole state is used, and copied", () => {
  const file = stateFile();
  writeFileSync(file, NEW);
  expect(mendChainState(file)).toBe("whole");
  expect(readFileSync(`${file}.bak`, "utf8")).toBe(NEW);
});

test("a half written state gives way to its copy", () => {
  const file = stateFile();
  writeFileSync(file, HALF);
  writeFileSync(`${file}.bak`, OLD);
  expect(mendChainState(file)).toBe("restored");
  expect(readFileSync(file, "utf8")).toBe(OLD);
});

test("a state that is missing beside its copy is brought back from it", () => {
  const file = stateFile();
  writeFileSync(`${file}.bak`, OLD);
  expect(mendChainState(file)).toBe("restored");
});

test.each(["", HALF, "null", "[]", '"text"'])(
  "a state %j without a whole copy is refused, and nothing is removed",
  (text) => {
    const file = stateFile();
    writeFileSync(file, text);
    writeFileSync(`${file}.bak`, HALF);
    expect(() => mendChainState(file)).toThrow(`${file} is half written, and there is no whole copy of it.`);
    expect(existsSync(file)).toBe(true);
  },
);

test("a half written state never replaces a whole copy", () => {
  const file = stateFile();
  writeFileSync(file, HALF);
  writeFileSync(`${file}.bak`, OLD);
  expect(keepChainCopy(file)).toBe(false);
  expect(readFileSync(`${file}.bak`, "utf8")).toBe(OLD);
});
