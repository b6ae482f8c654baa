import { route, streamed } from "@/lib/http";
import { assetFile } from "@/lib/server";

/** An image by its content: it never changes, so it may be kept for ever. */
export const GET = route<{ sha256: string }>(async ({ params }) => {
  const { chunks, mediaType } = await assetFile(params.sha256);
  return streamed(chunks, {
    "content-type": mediaType,
    "cache-control": "public, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'",
  });
});
