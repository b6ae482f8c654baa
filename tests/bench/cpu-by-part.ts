// CPU time of the parts of an Assay, told apart by their command lines. Linux only: it reads /proc.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

export type Part = "client" | "web" | "worker" | "database" | "chain";
export type CpuByPart = Readonly<Record<Part, number>>;

const TICK_MS = 1000 / (process.platform === "linux" ? Number(execFileSync("getconf", ["CLK_TCK"])) : 100);

/** CPU milliseconds that each part has used until now; null where there is no /proc. */
export function cpuByPart(root: number): CpuByPart | null {
  if (process.platform !== "linux") return null;
  const own = process.cpuUsage();
  const used: Record<Part, number> = {
    client: (own.user + own.system) / 1000,
    web: 0,
    worker: 0,
    database: 0,
    chain: 0,
  };
  for (const { pid, ticks } of descendants(root)) {
    const part = partOf(pid);
    if (part) used[part] += ticks * TICK_MS;
  }
  return used;
}

/** What each part used between two looks, for one of `count`. */
export function cpuEach(before: CpuByPart, after: CpuByPart, count: number): CpuByPart {
  const each = (part: Part) => Math.round((100 * (after[part] - before[part])) / count) / 100;
  return {
    client: each("client"),
    web: each("web"),
    worker: each("worker"),
    database: each("database"),
    chain: each("chain"),
  };
}

type Process = { readonly pid: number; readonly parent: number; readonly ticks: number };

/** The processes below `root`; time of children that have ended stands with their parents. */
function descendants(root: number): Process[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap(processOf);
  const found = new Set([root]);
  for (let size = 0; size < found.size; ) {
    size = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  return all.filter(({ pid }) => found.has(pid));
}

function processOf(pid: string): Process[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const [, parent = 0] = fields;
    const ticks = fields.slice(11, 15).reduce((sum, value) => sum + value, 0);
    return [{ pid: Number(pid), parent, ticks }];
  } catch {
    return []; // it has just ended
  }
}

function partOf(pid: number): Part | undefined {
  let line: string;
  try {
    line = readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return undefined;
  }
  if (line.startsWith("postgres:") || line.includes("/postgres")) return "database";
  if (line.includes("anvil")) return "chain";
  if (line.includes("worker")) return "worker";
  return line.includes("web") ? "web" : undefined;
}
