import { ApiError, OfflineError } from "../../lib/client/api";
import { AppError } from "../../lib/kernel/errors";
import { Usage } from "./usage";

const COMMANDS: Readonly<Record<string, () => Promise<{ run(args: string[]): Promise<number>; help: string }>>> = {
  referee: () => import("./referee"),
  replay: () => import("./replay"),
  verify: () => import("./verify"),
  deploy: () => import("./deploy"),
  batch: () => import("./batch"),
  ledger: () => import("./ledger"),
  login: () => import("./login"),
  bounties: () => import("./bounties"),
  import: () => import("./import"),
  completion: () => import("./completion"),
};

/** Runs one command. Exit codes: 0 done, 1 refused or failed, 2 wrong usage, others where its help says so. `--json` prints JSON on every command. */
export async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    console.log(await overview());
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) {
    console.error(`assay: there is no command "${name}".\n\n${await overview()}`);
    return 2;
  }
  const command = await load();
  if (rest.includes("--help") || rest.includes("-h")) {
    console.log(command.help);
    return 0;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    return failed(error, command.help, rest.includes("--json"));
  }
}

function failed(error: unknown, help: string, json: boolean): number {
  const usage = error instanceof Usage || isParseArgsError(error);
  const words = error instanceof Error ? error.message : String(error);
  if (json)
    console.log(
      JSON.stringify({ error: { message: words, ...(error instanceof ApiError ? { problem: error.problem } : {}) } }),
    );
  console.error(`assay: ${words}`);
  if (usage) console.error(`\n${help}`);
  const known = usage || error instanceof ApiError || error instanceof OfflineError || error instanceof AppError;
  if (!known && process.env.ASSAY_DEBUG) console.error(error);
  return usage ? 2 : 1;
}

function isParseArgsError(error: unknown): boolean {
  return error instanceof TypeError && String((error as { code?: unknown }).code).startsWith("ERR_PARSE_ARGS");
}

/** The help of every command, by its name. */
export async function commandHelps(): Promise<Readonly<Record<string, string>>> {
  const helps = Object.entries(COMMANDS).map(async ([name, load]) => [name, (await load()).help] as const);
  return Object.fromEntries(await Promise.all(helps));
}

async function overview(): Promise<string> {
  const first = Object.values(await commandHelps()).map((help) => help.split("\n\n")[0]);
  return `assay: label, settle, verify from the command line\n\n${first.join("\n")}\n\nEvery command takes --json and --help. Exit codes: 0 done, 1 refused or failed, 2 wrong usage.`;
}
