import { createReadStream } from "node:fs";
import { mkdir, stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { parseArgs } from "node:util";
import type { Api } from "../../lib/client/api";
import type { ImportReport } from "../../lib/items/import-view";
import { FORMATS } from "../../lib/items/item";
import { apiWithKey, type Credentials, credentialsFile, readCredentials } from "./credentials";
import { Usage } from "./usage";

export const help = `assay import <bounty|new> <FILE|URL|s3://BUCKET/KEY> --format F [--dry-run] [--json]   bring items into a draft

  <bounty|new>   a draft's id; new makes one (with --title, --type, --config)
  --format F     ${FORMATS.join(", ")}
  --gold C       column of the known answers, if it is not called gold
  --keep         keep the good rows at once when others are bad
  --dry-run      only look: what would come of it
  --title T      of a new bounty (default: the file's name)
  --type T       of a new bounty: its task type (default choice)
  --config JSON  of a new bounty: question and labels
  --endpoint E   of s3://: where the bucket is served (default https://s3.<region>.amazonaws.com), with --region R;
                 keys come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and without them the object must be public
  --url U        the server

A file of more than 16 MB goes up in pieces. What broke off goes on where it was: call it again.

  assay import bty_… rows.csv --format csv --dry-run
  assay import new rows.csv --format csv --config '{"question":"How is it?","labels":["good","bad"]}'
  assay import bty_… https://example.com/rows.jsonl --format jsonl
  assay import bty_… s3://my-data/2026/rows.parquet --format parquet --region eu-central-1
  assay import bty_… s3://my-data/2026/ --format parquet --region eu-central-1   # all .parquet files below it, as one import

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
  endpoint: { type: "string" },
  region: { type: "string", default: "us-east-1" },
  json: { type: "boolean", default: false },
} as const;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  const [target, file, ...rest] = positionals;
  if (target === undefined || file === undefined || rest.length > 0)
    throw new Usage("import takes a bounty (or new) and one file.");
  if (!FORMATS.some((format) => format === values.format))
    throw new Usage(`--format takes one of ${FORMATS.join(", ")}.`);
  const remote = /^(https?|s3):\/\//.test(file);
  const size = remote ? 0 : await sizeOf(file);
  const credentials = await readCredentials(values);
  const api = apiWithKey(credentials);
  const name = path.basename(remote ? new URL(file).pathname : file) || "file";
  const id = target === "new" ? await newBounty(api, values, name) : target;
  const query = new URLSearchParams({
    name,
    format: String(values.format),
    onError: values.keep ? "keep" : "review",
    dryRun: String(values["dry-run"]),
    ...(values.gold === undefined ? {} : { gold: values.gold }),
    ...(remote && !file.startsWith("s3:") ? { url: file } : {}),
  });
  const address = `/api/v1/bounties/${encodeURIComponent(id)}/import`;
  const screen = values.json ? undefined : process.stderr;
  if (size > IN_PIECES) query.set("upload", await sendFile(credentials, file, size, screen));
  const report = file.startsWith("s3:")
    ? await api.send<ImportReport>("POST", `${address}/bucket?${query}`, bucketPlace(file, values))
    : await api.upload<ImportReport>(
        `${address}?${query}`,
        remote || size > IN_PIECES ? "" : uploaded(file, size, screen),
      );
  console.log(values.json ? JSON.stringify({ bounty: id, ...report }) : words(id, report));
  return report.rejected === 0 ? 0 : 3;
}

/** From this size on a file goes up in pieces. */
const IN_PIECES = 16_000_000;

function bucketPlace(file: string, { endpoint, region }: { endpoint?: string; region: string }) {
  const [, bucket, name] = /^s3:\/\/([^/]+)\/(.*)$/.exec(file) ?? [];
  if (bucket === undefined || name === undefined) {
    throw new Usage("An object in a bucket is s3://BUCKET/KEY; with a / at its end all objects below it.");
  }
  const what = name === "" || name.endsWith("/") ? { prefix: name } : { key: name };
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = process.env;
  const keys = accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : {};
  return { endpoint: endpoint ?? `https://s3.${region}.amazonaws.com`, region, bucket, ...what, ...keys };
}

/** What the library's types leave out: in Node it can keep in a file how far uploads are. */
type TusInNode = typeof import("tus-js-client") & {
  readonly FileUrlStorage: new (file: string) => import("tus-js-client").UrlStorage;
};

/** Sends a file in pieces (tus); where an earlier call broke off, it goes on. Answers the upload's id. */
async function sendFile(
  { url, key }: Credentials,
  file: string,
  size: number,
  screen: NodeJS.WriteStream | undefined,
): Promise<string> {
  const { FileUrlStorage, Upload } = (await import("tus-js-client")) as unknown as TusInNode;
  const { mtimeMs } = await stat(file);
  const state = path.join(path.dirname(credentialsFile()), "uploads.json");
  await mkdir(path.dirname(state), { recursive: true, mode: 0o700 });
  return new Promise((resolve, reject) => {
    const upload = new Upload(createReadStream(file), {
      endpoint: `${url.replace(/\/+$/, "")}/api/v1/uploads`,
      headers: { authorization: `Bearer ${key}` },
      ...{ uploadSize: size, chunkSize: 8_000_000, retryDelays: [0, 1_000, 3_000, 10_000, 30_000] },
      urlStorage: new FileUrlStorage(state),
      fingerprint: async () => [url, path.resolve(file), size, mtimeMs].join(" "),
      removeFingerprintOnSuccess: true,
      onProgress: (sent) => {
        if (screen?.isTTY) screen.write(`\r${bar(Math.floor((100 * sent) / size))} ${mb(sent)} of ${mb(size)} MB sent`);
      },
      onError: (error) => reject(new Error(`It broke off: ${error.message.split(",")[0]}. Call it again: it goes on.`)),
      onSuccess: () => {
        if (screen?.isTTY) screen.write(" · reading rows…\n");
        resolve(upload.url?.split("/").at(-1) ?? "");
      },
    });
    upload.findPreviousUploads().then(([earlier]) => {
      if (earlier) upload.resumeFromPreviousUpload(earlier);
      upload.start();
    }, reject);
  });
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
