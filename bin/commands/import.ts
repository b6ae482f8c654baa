import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { parseArgs } from "node:util";
import type { Api } from "../../lib/client/api";
import type { ImportReport } from "../../lib/items/import-view";
import { FORMATS } from "../../lib/items/item";
import { apiWithKey, readCredentials } from "./credentials";
import { Usage } from "./usage";

export const help = `assay import <bounty|new> <FILE|URL> --format F [--dry-run] [--json]   bring items into a draft

  <bounty|new>   a draft's id; new makes one (with --title, --type, --config)
  --format F     ${FORMATS.join(", ")}
  --gold C       column of the known answers, if it is not called gold
  --keep         keep the good rows at once when others are bad
  --dry-run      only look: what would come of it
  --title T      of a new bounty (default: the file's name)
  --type T       of a new bounty: its task type (default choice)
  --config JSON  of a new bounty: question and labels
  --url U        the server

  assay import bty_… rows.csv --format csv --dry-run
  assay import new rows.csv --format csv --config '{"question":"How is it?","labels":["good","bad"]}'
  assay import bty_… https://example.com/rows.jsonl --format jsonl

Exit codes: 0 all rows came in, 1 refused or broken off, 2 wrong usage, 3 some rows are bad (they are listed).`;

const OPTIONS = {
  format: { type: "string" },
  gold: { type: "string" },
  keep: { type: "boolean", default: false },
  "dry-run": { type: "boolean", default: false },
  title: { type: "string" },
  type: { type: "string", default: "choice" },
  config: { type: "string" },
  url: { type: "string" },
  json: { type: "boolean", default: false },
} as const;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  const [target, file, ...rest] = positionals;
  if (target === undefined || file === undefined || rest.length > 0)
    throw new Usage("import takes a bounty (or new) and one file.");
  if (!FORMATS.some((format) => format === values.format))
    throw new Usage(`--format takes one of ${FORMATS.join(", ")}.`);
  const remote = /^https?:\/\//.test(file);
  const size = remote ? 0 : await sizeOf(file);
  const api = apiWithKey(await readCredentials(values));
  const name = path.basename(remote ? new URL(file).pathname : file) || "file";
  const id = target === "new" ? await newBounty(api, values, name) : target;
  const query = new URLSearchParams({
    name,
    format: String(values.format),
    onError: values.keep ? "keep" : "review",
    dryRun: String(values["dry-run"]),
    ...(values.gold === undefined ? {} : { gold: values.gold }),
    ...(remote ? { url: file } : {}),
  });
  const body = remote ? "" : uploaded(file, size, values.json ? undefined : process.stderr);
  const report = await api.upload<ImportReport>(`/api/v1/bounties/${encodeURIComponent(id)}/import?${query}`, body);
  console.log(values.json ? JSON.stringify({ bounty: id, ...report }) : words(id, report));
  return report.rejected === 0 ? 0 : 3;
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) throw new Usage(`There is no file ${file}.`);
  return found.size;
}

async function newBounty(
  api: Api,
  values: { title?: string; type: string; config?: string },
  name: string,
): Promise<string> {
  if (values.config === undefined)
    throw new Usage('A new bounty needs --config, such as \'{"question":"…","labels":["A","B"]}\'.');
  let config: unknown;
  try {
    config = JSON.parse(values.config);
  } catch {
    throw new Usage("--config is not JSON.");
  }
  const draft = { title: values.title ?? name.padEnd(3, "."), taskType: values.type, config };
  return (await api.send<{ id: string }>("POST", "/api/v1/bounties", draft)).id;
}

/** The file as a stream that says how far it is; on a terminal in one line. */
function uploaded(file: string, size: number, screen: NodeJS.WriteStream | undefined): BodyInit {
  let sent = 0;
  let last = -1;
  async function* chunks() {
    for await (const chunk of createReadStream(file)) {
      sent += chunk.length;
      const percent = Math.floor((100 * sent) / Math.max(size, 1));
      if (screen?.isTTY && percent !== last) screen.write(`\r${bar(percent)} ${mb(sent)} of ${mb(size)} MB sent`);
      last = percent;
      yield chunk as Uint8Array;
    }
    if (screen?.isTTY) screen.write(" · reading rows…\n");
  }
  return Readable.toWeb(Readable.from(chunks())) as unknown as BodyInit;
}

const bar = (percent: number) => `[${"#".repeat(Math.floor(percent / 4)).padEnd(25)}] ${String(percent).padStart(3)} %`;
const mb = (bytes: number) => (bytes / 1_000_000).toFixed(1);

const STATES: Readonly<Record<ImportReport["state"], string>> = {
  accepted: "came in",
  checked: "would come in",
  review: "wait for your word: accept or discard the import",
  reading: "are being read",
  discarded: "were thrown away",
};

function words(bounty: string, report: ImportReport): string {
  const { accepted, gold, rejected, errors, state, id, leftOut, encoding } = report;
  const lines = [
    `${bounty}: ${accepted} rows ${STATES[state]}${gold > 0 ? `, ${gold} of them with known answers` : ""}${encoding ? ` (${encoding})` : ""}.`,
    ...(leftOut === null ? [] : [`Left aside: ${leftOut}.`]),
    ...(rejected === 0 ? [] : [`${rejected} rows are bad:`]),
    ...errors.slice(0, 20).map(({ line, at, reason }) => `  line ${line}, ${at}: ${reason}`),
    ...(rejected > 20 && id !== "" ? [`  … all of them: /api/v1/imports/${id}/errors`] : []),
    ...(state === "review" ? [`The import is ${id}.`] : []),
  ];
  return lines.join("\n");
}
