type Packed = { readonly sha256: string; readonly bytes: number; readonly encoding: "gzip" | "identity" };

/** What an answer says about an evidence file. Hash and name are the plain bytes'; they never change. */
export function evidenceHeaders(batchId: string, { bytes, encoding, sha256 }: Packed): Record<string, string> {
  return {
    "content-type": "application/jsonl; charset=utf-8",
    "content-length": String(bytes),
    "content-disposition": `attachment; filename="${batchId.replace(/[^\w-]/g, "")}.evidence.jsonl"`,
    "cache-control": "public, max-age=31536000, immutable",
    ...(encoding === "gzip" ? { "content-encoding": "gzip" } : {}),
    vary: "accept-encoding",
    etag: `"${sha256}"`,
  };
}
