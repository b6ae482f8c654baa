import { partAnswer } from "@/lib/export/part-answer";
import { route, streamed } from "@/lib/http";
import { server } from "@/lib/server";

/**
 * An image or a recording by its content: it never changes, so it may be kept for ever. A part of it where one is asked for
 * (Range): players ask so when somebody seeks. Only that part is read.
 */
export const GET = route<{ sha256: string }>(async ({ caller, params, request }) => {
  const { items } = await server();
  const { open, mediaType, bytes: size } = await items.asset(caller, params.sha256);
  const answer = partAnswer(request.headers.get("range"), size);
  const headers = {
    ...answer.headers,
    "content-type": mediaType,
    "cache-control": "public, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'",
  };
  if (answer.status === 416) return new Response(null, { status: 416, headers: answer.headers });
  return streamed(await open(answer.range), headers, answer.status);
});
