import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { rename, stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import type { Api } from "../../lib/client/api";
import type { ExportView } from "../../lib/export/orders";
import type { Weighing, Weight } from "../../lib/export/service";
import { openApi, URL_HELP } from "./credentials";
import { Usage } from "./usage";

export const help = `assay export <bounty> --format F [--out FILE] [flags] [--json]   a dataset into a file, checked by its SHA-256

  --format F     one of \`assay formats\` (default: jsonl)
  --version N    a released version (default: the newest)
  --out FILE     where to (default: the name that the server gives); - for the standard output, without the check
  --split 80/10/10 [--seed S] [--group FIELD] [--part train|validation|test]
  --with LIST    beside the label: certainty,entropy,posterior,answers,reliability,blind,model,licence,consent; or none
  --min N        only labels that are at least N thousandths certain
  --media        the items' images and recordings too (a zip archive)
  --set K=V      an option of the format itself, such as style=conversational; may be given again
${URL_HELP}

A download that broke off goes on where it was: what came lies in FILE.part. At the end the file's SHA-256 is compared with the
server's, and what the format left out is told. Exit codes: 0 done, 1 refused, broken off or another checksum, 2 wrong usage.

  assay export bty_0123456789abcdefghjk --format parquet --out tone.parquet
  assay export bty_0123456789abcdefghjk --format trl-dpo --split 90/10/0 --part train --set style=conversational
  assay export bty_0123456789abcdefghjk --format csv --with answers,blind --out - | head`;

/** How often to ask whether an ordered export is written. */
const POLL_MS = 500;

const text = { type: "string" } as const;
const flag = { type: "boolean", default: false } as const;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...{ format: text, version: text, out: text, url: text, split: text, seed: text, group: text, part: text },
      ...{ with: text, min: text, set: { type: "string", multiple: true }, media: flag, json: flag },
    },
  });
  const [bounty, ...rest] = positionals;
  if (bounty === undefined || rest.length > 0) throw new Usage("export takes one bounty's id.");
  const { split, seed, group, part, min, version } = values;
  const named = { format: values.format ?? "jsonl", version, split, seed, group, part, min, with: values.with };
  const query = new URLSearchParams(
    Object.entries(named).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
  if (values.media) query.set("media", "true");
  for (const pair of values.set ?? []) {
    const at = pair.indexOf("=");
    if (at < 1) throw new Usage(`--set takes name=value, not "${pair}".`);
    query.set(pair.slice(0, at), pair.slice(at + 1));
  }
  const api = await openApi(values);
  const path = `/api/v1/datasets/${encodeURIComponent(bounty)}/export`;
  if (values.out === "-") {
    const response = await api.raw(`${path}?${query}`);
    if (response.body) await pipeline(Readable.fromWeb(response.body as never), process.stdout, { end: false });
    return 0;
  }
  return intoFile(api, path, query, values.out, values.json);
}

async function intoFile(
  api: Api,
  path: string,
  query: URLSearchParams,
  out: string | undefined,
  json: boolean,
): Promise<number> {
  const response = await api.raw(`${path}/sha256?${query}`, { headers: { accept: "application/json" } });
  const asked = (await response.json()) as Weight | Weighing;
  const file = out ?? asked.filename;
  if (existsSync(file)) throw new Usage(`${file} is there already: name another with --out, or remove it.`);
  const { weight, from } = "state" in asked ? await written(api, asked) : { weight: asked, from: `${path}?${query}` };
  await fetchRest(api, from, `${file}.part`, weight, !json && process.stderr.isTTY);
  const sha256 = await sha256Of(`${file}.part`);
  if (sha256 !== weight.sha256) {
    throw new Error(
      `${file}.part has the SHA-256 ${sha256}, and the server says ${weight.sha256}. Remove it and try again.`,
    );
  }
  await rename(`${file}.part`, file);
  if (json) console.log(JSON.stringify({ file, ...weight }));
  else tell(file, weight);
  return 0;
}

/** With options the bytes are known only when the server has written them: it keeps the file, and any byte of it can be had. */
async function written(api: Api, { exportId, filename, version }: Weighing) {
  for (;;) {
    const { state, sha256, bytes, rows, loss, url, failure } = await api.get<ExportView>(`/api/v1/exports/${exportId}`);
    if (state === "failed") throw new Error(failure ?? "The server could not write it.");
    if (sha256 !== null && bytes !== null && rows !== null && url !== null) {
      const { pathname, search } = new URL(url);
      const weight: Weight = { filename, version, sha256, bytes, rows, loss, resumable: true };
      return { weight, from: `${pathname}${search}` };
    }
    await new Promise((resume) => setTimeout(resume, POLL_MS));
  }
}

/** Takes what is missing, from the byte on that is here already; servers that do not know the range send all of it. */
async function fetchRest(api: Api, address: string, part: string, weight: Weight, bar: boolean): Promise<void> {
  const here = existsSync(part) ? (await stat(part)).size : 0;
  if (here === weight.bytes) return;
  const headers = here > 0 && here < weight.bytes ? { range: `bytes=${here}-`, "if-range": `"${weight.sha256}"` } : {};
  const response = await api.raw(address, { headers: headers as Record<string, string> });
  if (!response.body) throw new Error("The server sent nothing.");
  const goesOn = response.status === 206;
  let come = goesOn ? here : 0;
  async function* counted(chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      come += chunk.length;
      if (bar) process.stderr.write(`\r${progress(come, weight.bytes)}`);
      yield chunk;
    }
  }
  const body = Readable.fromWeb(response.body as never) as AsyncIterable<Uint8Array>;
  await pipeline(counted(body), createWriteStream(part, { flags: goesOn ? "a" : "w" }));
  if (bar) process.stderr.write("\n");
}

function progress(come: number, whole: number): string {
  const permille = whole === 0 ? 1000 : Math.floor((come * 1000) / whole);
  const filled = Math.floor(permille / 25);
  return `[${"=".repeat(filled)}${" ".repeat(40 - filled)}] ${String(Math.floor(permille / 10)).padStart(3)} %`;
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

function tell(file: string, { bytes, rows, sha256, version, loss }: Weight): void {
  console.log(
    `${file}: ${rows} rows, ${bytes} bytes, ${version === undefined ? "not released yet" : `version ${version}`}`,
  );
  console.log(`sha256 ${sha256}`);
  for (const { what, count } of loss) console.log(`left out: ${count} ${what}`);
}
