import { ApiError, OfflineError } from "@/lib/client/api";
import { api } from "@/lib/client/browser-api";
import type { ImportReport as ImportView } from "@/lib/items/import-view";
import type { Problem } from "@/lib/kernel/errors";

/** What the server read of an upload that counts, or waits for the owner's word. */
export type ImportReport = Omit<ImportView, "state"> & { readonly state: "accepted" | "review" };

/** Whether an upload counts or waits, and was not cut off. */
export const stands = (report: ImportView): report is ImportReport =>
  report.state === "accepted" || report.state === "review";

export type UploadFile = { readonly name: string; readonly body: Blob };

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

/** Sends a file and tells how much of it is on its way (fetch does not say, so XMLHttpRequest). */
export function upload(
  bountyId: string,
  { name, body }: UploadFile,
  onProgress: (sent: number, of: number) => void,
): Promise<ImportReport> {
  const query = new URLSearchParams({ name, format: formatOf(name) ?? "csv" });
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/v1/bounties/${bountyId}/import?${query}`);
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded, total);
    request.onerror = () =>
      reject(new OfflineError("The connection broke. Nothing was imported; drop the file again."));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as ImportReport);
      else reject(new ApiError(problemFrom(request)));
    };
    request.send(body);
  });
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
