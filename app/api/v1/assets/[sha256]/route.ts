import { route, streamed } from "@/lib/http";
import { server } from "@/lib/server";

/** An image by its content: it never changes, so it may be kept for ever. */
export const GET = route<{ sha256: string }>(async ({ caller, params }) => {
  const { items } = await server();
  const { content, mediaType } = await items.asset(caller, params.sha256);
  return streamed(content, {
    "content-type": mediaType,
    "cache-control": "public, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'",
  });
});
