import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { bountyVaultAbi } from "@/lib/abi";

const TESTS = new URL("../../contracts/test/", import.meta.url);
const TREES = new URL("trees/", TESTS);
const read = (name: string) => readFileSync(new URL(name, TESTS), "utf8");

/** `Contract.Name` of every forge test, without the prefixes. */
const known = new Set(
  readdirSync(TESTS)
    .filter((name) => name.endsWith(".t.sol"))
    .flatMap((name) => read(name).split(/^(?=contract )/m))
    .flatMap((source) => {
      const contract = /^contract (\w+)/.exec(source)?.[1] ?? "";
      return [...source.matchAll(/function test(?:Fuzz)?_(\w+)/g)].map(([, test]) => `${contract}.${test}`);
    }),
);

test("every function of the vault that changes something has a tree of its branches", () => {
  const changing = bountyVaultAbi.flatMap((part) =>
    part.type === "function" && part.stateMutability !== "view" && part.stateMutability !== "pure" ? [part.name] : [],
  );
  expect(readdirSync(TREES).sort()).toEqual(changing.map((name) => `${name}.tree`).sort());
});

test.each(readdirSync(TREES))("%s: every branch has its test", (file) => {
  const branches = [...read(`trees/${file}`).matchAll(/→ (\S+)/g)].map(([, name]) => name);
  expect(branches.length).toBeGreaterThan(0);
  expect(branches.filter((name) => !known.has(name ?? ""))).toEqual([]);
});

test("docs/security.md names tests that are there", () => {
  const names = new Set([...known].map((name) => name.split(".")[1]));
  const contracts = new Set([...known].map((name) => name.split(".")[0]));
  const said = readFileSync(new URL("../../docs/security.md", import.meta.url), "utf8");
  const tests = [...said.matchAll(/`([A-Z][A-Za-z0-9]{12,})`/g)].map(([, name]) => name ?? "");
  expect(tests.length).toBeGreaterThan(40);
  expect(tests.filter((name) => !names.has(name) && !contracts.has(name))).toEqual([]);
});
