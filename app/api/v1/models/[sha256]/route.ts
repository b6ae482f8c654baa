import { route, streamed } from "@/lib/http";
import { modelFile } from "@/lib/server";

/** A pre-label model by its content; one of private bounties for whom they are shown to. */
export const GET = route<{ sha256: string }>(async ({ caller, params: { sha256 } }) => {
  const { chunks, isPrivate } = await modelFile(caller, sha256);
  return streamed(chunks, {
    "content-type": "application/octet-stream",
    "cache-control": isPrivate ? "private, max-age=300" : "public, max-age=31536000, immutable",
    etag: `"${sha256}"`,
  });
});
