import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

/** The house, from the ground up. A room stands on the floors below it, and on no room beside it. */
const FLOORS = [
  ["lib/kernel", "lib/onnx"],
  ["lib/referee", "lib/ui", "lib/import", "lib/abi.ts", "lib/env.ts"],
  ["lib/task-types", "lib/twin"],
  ["lib/bounties", "lib/prelabel", "lib/locale"],
  ["lib/annotators", "lib/items", "lib/webhooks"],
  ["lib/assignments"],
  ["lib/annotations"],
  ["lib/consensus"],
  ["lib/settlement", "lib/export"],
  ["lib/adapters", "lib/client", "lib/compose.ts", "lib/api"],
  ["lib/running.ts", "lib/worker.ts", "lib/session.ts", "lib/bench-verbs.ts"],
  ["lib/admission.ts"],
  ["lib/server.ts"],
  ["lib/auth.ts", "lib/http.ts", "lib/web.ts"],
  ["app"],
];

/** Rooms that only these may enter. */
const DOORS: [room: RegExp, mayEnter: RegExp][] = [
  [/^lib\/adapters\//, /^lib\/(adapters\/|(server|worker|auth|running|session|admission|web)\.ts$)/],
  [/\/service\.ts$/, /^lib\/(compose\.ts$|api\/)/],
  [/^lib\/server\.ts$/, /^(lib\/(auth|http)\.ts$|app\/.*(page|layout|actions|route)\.tsx?$)/],
];

/** Packages that give a room away: who may name them. */
const PACKAGES: [name: RegExp, mayName: RegExp][] = [
  [/^@prisma\//, /^lib\/adapters\/prisma\//],
  [/^viem$/, /^lib\/(adapters\/chain|client|settlement)\//],
  [/^viem\//, /^lib\/(adapters\/chain|client)\//],
  [/^wagmi/, /^lib\/client\//],
  [/^react/, /^(lib\/(ui|client|prelabel)\/|app\/|.*\.tsx$|lib\/task-types\/task-type\.ts$)/],
  [/^next-intl\/server$/, /^(lib\/locale\/|app\/)/],
  [/^next-intl/, /^(lib\/(ui|client|locale)\/|app\/|lib\/task-types\/.*\.tsx$)/],
  [/^next/, /^(app\/|lib\/(auth|http|session|web)\.ts$|lib\/(ui|client|locale)\/)/],
  [/^onnxruntime-/, /^lib\/onnx\//],
  [/^server-only$/, /^lib\/(server|auth|http)\.ts$/],
  [/^node:/, /^lib\/(adapters\/|(web|worker)\.ts$)/],
];

/** A pure file can be replayed: it reads no clock, no dice, no environment, no network. */
const ROOMS =
  "kernel|onnx|referee|twin|task-types|bounties|import|items|annotators|assignments|annotations|consensus|settlement|export|webhooks";
const PURE = new RegExp(`^lib/(${ROOMS})/.*(?<!renderer)\\.tsx?$`);
const IMPURE = /\b(Date\.now|new Date\(\)|Math\.random|process\.env|fetch\()/;

/** Integers decide money: these rooms know no float routine. */
const EXACT = /^lib\/(referee|twin|settlement)\//;
const FLOATS = /Math\.(log|log2|exp|pow|sqrt|random|sin|cos)\b|parseFloat|toFixed/;

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const files = ["lib", "app"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".d.ts") && !file.includes("prisma/generated"))
    .map((file) => join(folder, file)),
);
const known = new Set(files);
const generated = (path: string) => path.startsWith("lib/adapters/prisma/generated");

const roomOf = (file: string) => FLOORS.flat().find((room) => file === room || file.startsWith(`${room}/`));
const floorOf = (room: string) => FLOORS.findIndex((floor) => floor.includes(room));

type Edge = { readonly from: string; readonly spec: string; readonly target?: string; readonly lost?: boolean };

function importsOf(from: string): Edge[] {
  const named = ts.preProcessFile(readFileSync(join(root, from), "utf8"), true, true).importedFiles;
  return named.map(({ fileName: spec }) => {
    const path = spec.startsWith("@/")
      ? spec.slice(2)
      : spec.startsWith(".")
        ? relative(root, resolve(root, dirname(from), spec))
        : undefined;
    if (path === undefined || /\.(css|json)$/.test(path) || generated(path)) return { from, spec };
    const target = [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find((file) => known.has(file));
    return target === undefined ? { from, spec, lost: true } : { from, spec, target };
  });
}

const edges = files.flatMap(importsOf);

test("every file stands in a room, and every import is found", () => {
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((file) => !roomOf(file))).toEqual([]);
  expect(edges.filter((edge) => edge.lost)).toEqual([]);
});

test("imports run down: to the own room, or to a lower floor", () => {
  const up = edges.flatMap(({ from, target }) => {
    const above = roomOf(from);
    const below = target && roomOf(target);
    if (!above || !below || above === below) return [];
    return floorOf(below) < floorOf(above) ? [] : [`${from} -> ${target}`];
  });
  expect(up).toEqual([]);
});

test("doors are kept", () => {
  const intruders = edges.flatMap(({ from, target }) => {
    const doors = target ? DOORS.filter(([room]) => room.test(target)) : [];
    return doors.some(([, mayEnter]) => !mayEnter.test(from)) ? [`${from} -> ${target}`] : [];
  });
  expect(intruders).toEqual([]);
});

test("no file imports itself in a loop", () => {
  const next = new Map<string, string[]>();
  for (const { from, target } of edges) if (target) next.set(from, [...(next.get(from) ?? []), target]);
  const state = new Map<string, "open" | "done">();
  const loops: string[] = [];
  const visit = (file: string, trail: string[]) => {
    if (state.get(file) === "open") loops.push([...trail.slice(trail.indexOf(file)), file].join(" -> "));
    if (state.has(file)) return;
    state.set(file, "open");
    for (const to of next.get(file) ?? []) visit(to, [...trail, file]);
    state.set(file, "done");
  };
  for (const file of files) visit(file, []);
  expect(loops).toEqual([]);
});

test("a task type is entered by its face", () => {
  const type = (file: string) => /^lib\/task-types\/([^/]+)\//.exec(file)?.[1];
  const around = edges.flatMap(({ from, target }) => {
    if (!target || !type(target) || type(target) === type(from)) return [];
    const throughFace =
      (from === "lib/task-types/registry.ts" && target.endsWith("/index.ts")) ||
      (from === "lib/task-types/renderers.ts" && target.endsWith("/renderer.tsx"));
    return throughFace ? [] : [`${from} -> ${target}`];
  });
  expect(around).toEqual([]);
});

test("packages are named only where they belong", () => {
  const strangers = edges.flatMap(({ from, spec, target, lost }) => {
    if (target || lost || spec.startsWith(".") || spec.startsWith("@/")) return [];
    const rule = PACKAGES.find(([name]) => name.test(spec));
    return rule && !rule[1].test(from) ? [`${from} names ${spec}`] : [];
  });
  expect(strangers).toEqual([]);
});

test("pure files read no clock, no dice, no environment", () => {
  const impure = files.filter((file) => PURE.test(file) && IMPURE.test(code(file)));
  expect(impure).toEqual([]);
});

test("money is counted in integers: no float routine in referee and settlement", () => {
  const floating = files.filter((file) => EXACT.test(file) && FLOATS.test(code(file)));
  expect(floating).toEqual([]);
});

test("one file, one thing: no file above 300 lines (renderers and generated files aside)", () => {
  const long = files.filter((file) => {
    const limit = /renderer\.tsx$|^lib\/abi\.ts$/.test(file) ? 100_000 : 300;
    return readFileSync(join(root, file), "utf8").split("\n").length > limit + 1;
  });
  expect(long).toEqual([]);
});

/** The source without comments, so that a rule may be named in words. */
function code(file: string): string {
  return readFileSync(join(root, file), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
}
