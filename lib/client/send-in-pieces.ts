/** Large files go up in pieces (tus 1.0): a line that breaks, or a page that is opened again, goes on where it was. */

const PIECE_BYTES = 8_000_000;
const RETRY_MS = [0, 1_000, 3_000, 10_000, 30_000, 60_000];

/** Sends a file and answers the upload's id. Throws when it was broken off, or the line stayed away for minutes. */
export async function sendInPieces(
  file: Blob,
  { onProgress, signal }: { onProgress(sent: number, of: number): void; readonly signal: AbortSignal },
): Promise<string> {
  const { Upload } = await import("tus-js-client");
  return new Promise((resolve, reject) => {
    const upload = new Upload(file, {
      ...{
        endpoint: "/api/v1/uploads",
        chunkSize: PIECE_BYTES,
        retryDelays: RETRY_MS,
        removeFingerprintOnSuccess: true,
      },
      onProgress: (sent, of) => onProgress(sent, of ?? file.size),
      onError: () => reject(new Error("The connection broke. Drop the same file again: it goes on where it was.")),
      onSuccess: () => resolve(upload.url?.split("/").at(-1) ?? ""),
    });
    signal.addEventListener("abort", () => {
      void upload.abort(true).catch(() => undefined);
      reject(signal.reason);
    });
    upload.findPreviousUploads().then(([earlier]) => {
      if (earlier) upload.resumeFromPreviousUpload(earlier);
      upload.start();
    }, reject);
  });
}
