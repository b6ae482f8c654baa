import { route, streamed } from "@/lib/http";
import { modelFile } from "@/lib/server";

/** A pre-label model by its content. */
export const GET = route<{ sha256: string }>(async ({ params }) =>
  streamed(await modelFile(params.sha256), {
    "content-type": "application/octet-stream",
    "cache-control": "public, max-age=31536000, immutable",
  }),
);
