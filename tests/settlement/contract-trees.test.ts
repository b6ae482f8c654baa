import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const CONTRACTS = new URL("../../contracts/", import.meta.url);
const TESTS = new URL("test/", CONTRACTS);
const TREES = new URL("trees/", TESTS);
const read = (name: string, base = TESTS) => readFileSync(new URL(name, base), "utf8");

/** `Contract.Name` of every forge test of a file, without the prefixes; invariants without their number. */
function testsOf(file: string): string[] {
  return read(file)
    .split(/^(?=contract )/m)
    .flatMap((source) => {
      const contract = /^contract (\w+)/.exec(source)?.[1] ?? "";
      const tests = source.matchAll(/function (?:test(?:Fuzz)?|invariant_\d\d)_(\w+)/g);
      return [...tests].map(([, name]) => `${contract}.${name}`);
    });
}

const files = readdirSync(TESTS, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".t.sol"));
const known = new Set(files.flatMap(testsOf));

/** The functions that others call and that change something, as they stand in the sources of a contract and its parts. */
function changing(contract: string, sources: readonly string[]): string[] {
  const heads = sources.flatMap((source) => [...read(source, CONTRACTS).matchAll(/function (\w+)\([^{;]*[{;]/g)]);
  const open = heads.filter(([head]) => /\b(external|public)\b/.test(head) && !/\b(view|pure)\b/.test(head));
  return open.map(([, name]) => `${contract}${name}.tree`);
}

test("every function that changes something has a tree of its branches", () => {
  const parts = ["Challenges", "Guarded", "Ledgers", "VaultState"].map((name) => `src/parts/${name}.sol`);
  const arbitrators = ["CommitteeArbitrator", "KlerosArbitrator", "UmaArbitrator"];
  const expected = [
    ...changing("", ["src/BountyVault.sol", ...parts]),
    ...changing("OperatorStake.", ["src/OperatorStake.sol"]),
    ...arbitrators.flatMap((name) => changing(`${name}.`, [`src/arbitrators/${name}.sol`])),
  ];
  expect(expected.length).toBeGreaterThan(30);
  expect(readdirSync(TREES).sort()).toEqual(expected.sort());
});

test.each(readdirSync(TREES))("%s: every branch has its test", (file) => {
  const branches = [...read(`trees/${file}`).matchAll(/→ (\S+)/g)].map(([, name]) => name);
  expect(branches.length).toBeGreaterThan(0);
  expect(branches.filter((name) => !known.has(name ?? ""))).toEqual([]);
});

test("all twenty promises of the vault are invariants by name", () => {
  const names = [...read("invariant/Promises.t.sol").matchAll(/function invariant_(\d\d)_\w+/g)].map(
    ([, number]) => number,
  );
  expect(names).toEqual(Array.from({ length: 21 }, (_, i) => String(i).padStart(2, "0")));
});

const security = read("../docs/security.md", CONTRACTS);

test("docs/security.md names tests that are in the files it links to", () => {
  const links = [...security.matchAll(/\[(\w+)\]\(\.\.\/contracts\/test\/([\w/]+\.t\.sol)\)/g)];
  expect(links.length).toBeGreaterThan(50);
  const missing = links.filter(([, name, file]) => {
    const there = testsOf(file ?? "");
    return !there.some((test) => test.startsWith(`${name}.`) || test.endsWith(`.${name}`));
  });
  expect(missing.map(([link]) => link)).toEqual([]);
});

test("each thing that docs/security.md says cannot be done has a test", () => {
  const rows = security.split("\n").filter((line) => /^\| (?!can never|---)/.test(line));
  expect(rows.length).toBeGreaterThan(8);
  expect(rows.filter((row) => !row.includes("](../contracts/test/"))).toEqual([]);
});
