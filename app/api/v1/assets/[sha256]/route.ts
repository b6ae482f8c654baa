import { partAnswer } from "@/lib/export/part-answer";
import { route, streamed } from "@/lib/http";
import { server } from "@/lib/server";

/** How each kind of file may be kept: what never changes for ever, what is private by nobody in between. */
const KEEP = {
  "for-ever": "public, max-age=31536000, immutable",
  "until-lapse": "private, max-age=300",
  "for-now": "public, max-age=5",
} as const;

/**
 * An image or a recording by its content. A part of it where one is asked for (Range): players ask so when somebody seeks. Only that part
 * is read. `size=thumb`: a small picture. Of a private bounty: its owner and guests are sent on to a signed address of ten minutes.
 */
export const GET = route<{ sha256: string }>(async ({ caller, params, request }) => {
  const { items } = await server();
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const found = await items.asset(caller, { ...query, sha256: params.sha256 });
  if (found.kind === "elsewhere") {
    return new Response(null, { status: 302, headers: { location: found.path, "cache-control": "no-store" } });
  }
  const headers = {
    "content-type": found.mediaType,
    "cache-control": KEEP[found.keep],
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'",
  };
  if (found.bytes === undefined) return streamed(await found.open(), headers);
  const answer = partAnswer(request.headers.get("range"), found.bytes);
  if (answer.status === 416) return new Response(null, { status: 416, headers: answer.headers });
  return streamed(await found.open(answer.range), { ...answer.headers, ...headers }, answer.status);
});
