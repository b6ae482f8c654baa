import { ApiError, OfflineError } from "@/lib/client/api";
import { api } from "@/lib/client/browser-api";
import type { ImportReport as ImportView } from "@/lib/items/import-view";
import type { Problem } from "@/lib/kernel/errors";

/** What the server read of an upload that counts, or waits for the owner's word. */
export type ImportReport = Omit<ImportView, "state"> & { readonly state: "accepted" | "review" };

/** Whether an upload counts or waits, and was not cut off. */
export const stands = (report: ImportView): report is ImportReport =>
  report.state === "accepted" || report.state === "review";

export type UploadFile = {
  readonly name: string;
  readonly body: Blob;
  /** What kind of file it is, where its name does not say. */
  readonly format?: string | undefined;
  /** Where it lies, instead of the body. */
  readonly remote?: Remote;
};

export type Remote =
  | { readonly kind: "url"; readonly url: string }
  | { readonly kind: "bucket"; readonly place: Readonly<Record<string, string>> };

/** What is told while a file comes in, and how it is broken off. */
export type UploadWatch = {
  onSent(sent: number, of: number): void;
  /** Rows that the server has read so far. */
  onRows(rows: number): void;
  readonly signal: AbortSignal;
};

/** csv, tsv, jsonl, parquet or zip by the file's name; undefined for others. */
export function formatOf(name: string): string | undefined {
  const [, ending] = /\.([a-z0-9]+)$/i.exec(name) ?? [];
  const formats: Readonly<Record<string, string>> = {
    csv: "csv",
    tsv: "tsv",
    txt: "csv",
    jsonl: "jsonl",
    ndjson: "jsonl",
    parquet: "parquet",
    zip: "zip",
  };
  return ending === undefined ? undefined : formats[ending.toLowerCase()];
}

/** From this size on a file goes up in pieces. */
const LARGE_BYTES = 16_000_000;
const ASK_MS = 1_000;

/** Has a file read and says what would come of it; nothing of it is kept. */
export async function look(bountyId: string, file: UploadFile, watch: UploadWatch): Promise<ImportView> {
  const query = new URLSearchParams({ ...asked(file), dryRun: "true" });
  return sent(`/api/v1/bounties/${bountyId}/import`, query, file, watch);
}

const asked = ({ name, format }: UploadFile) => ({ name, format: format ?? formatOf(name) ?? "csv" });

/** Brings a file in: sends it, or has it fetched, and tells how far it is. Broken off, nothing of it counts. */
export async function upload(bountyId: string, file: UploadFile, watch: UploadWatch): Promise<ImportReport> {
  const query = new URLSearchParams(asked(file));
  const path = `/api/v1/bounties/${bountyId}/import`;
  const stop = watchRows(bountyId, watch);
  try {
    return await sent(path, query, file, watch);
  } finally {
    stop();
    if (watch.signal.aborted) await discardReading(bountyId).catch(() => undefined);
  }
}

async function sent<Report>(
  path: string,
  query: URLSearchParams,
  file: UploadFile,
  watch: UploadWatch,
): Promise<Report> {
  const { remote, body } = file;
  const init = { signal: watch.signal };
  if (remote?.kind === "bucket") return api.send<Report>("POST", `${path}/bucket?${query}`, remote.place, init);
  if (remote) query.set("url", remote.url);
  else if (body.size > LARGE_BYTES) {
    const { sendInPieces } = await import("@/lib/client/send-in-pieces");
    query.set("upload", await sendInPieces(body, { onProgress: watch.onSent, signal: watch.signal }));
  } else return inOne(`${path}?${query}`, body, watch);
  return api.send<Report>("POST", `${path}?${query}`, undefined, init);
}

/** fetch does not say how much is on its way, so XMLHttpRequest. */
function inOne<Report>(address: string, body: Blob, { onSent, signal }: UploadWatch): Promise<Report> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => onSent(loaded, total);
    request.onerror = () =>
      reject(new OfflineError("The connection broke. Nothing was imported; drop the file again."));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as Report);
      else reject(new ApiError(problemFrom(request)));
    };
    signal.addEventListener("abort", () => {
      request.abort();
      reject(signal.reason);
    });
    request.send(body);
  });
}

const readingOf = async (bountyId: string) =>
  (await api.get<{ imports: ImportView[] }>(`/api/v1/bounties/${bountyId}/imports`)).imports.find(
    ({ state }) => state === "reading",
  );

/** Asks how many rows are in, until it is stopped; that nobody answers is no matter. */
function watchRows(bountyId: string, { onRows }: UploadWatch): () => void {
  const timer = setInterval(() => {
    readingOf(bountyId).then(
      (reading) => reading && onRows(reading.accepted + reading.rejected),
      () => undefined,
    );
  }, ASK_MS);
  return () => clearInterval(timer);
}

async function discardReading(bountyId: string): Promise<void> {
  const reading = await readingOf(bountyId);
  if (reading) await discardImport(reading.id);
}

/** Keeps the good rows of an import that had bad ones. */
export const acceptImport = (id: string) => api.send<ImportReport>("POST", `/api/v1/imports/${id}/accept`);

/** Throws an import away. */
export const discardImport = (id: string) => api.send<unknown>("DELETE", `/api/v1/imports/${id}`);

function problemFrom(request: XMLHttpRequest): Problem {
  const body = request.response as Problem | null;
  if (typeof body?.detail === "string") return body;
  const detail = `The server answered ${request.status}. Nothing was imported.`;
  return { type: "about:blank", title: "", status: request.status, code: "unavailable", detail };
}
