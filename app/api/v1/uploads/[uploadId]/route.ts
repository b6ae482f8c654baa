import { bytesOf, route } from "@/lib/http";
import { AppError } from "@/lib/kernel/errors";
import { server } from "@/lib/server";

type Params = { uploadId: string };

const told = (at: number, bytes: number) => ({
  "tus-resumable": "1.0.0",
  "upload-offset": String(at),
  "upload-length": String(bytes),
  "cache-control": "no-store",
});

/** How much of it is here; HEAD says the same, as tus asks it. */
export const GET = route<Params>(async ({ caller, params }) => {
  const { items } = await server();
  const { id, at, bytes } = await items.uploadState(caller, params.uploadId);
  return Response.json({ id, at, bytes }, { headers: told(at, bytes) });
});

/** The next piece, behind byte `Upload-Offset`. */
export const PATCH = route<Params>(async ({ caller, params, request }) => {
  const { items } = await server();
  const from = request.headers.get("upload-offset") ?? "";
  if (!/^\d{1,15}$/.test(from))
    throw new AppError("malformed", "Upload-Offset says behind which byte the piece belongs.");
  const { at, bytes } = await items.appendUpload(caller, params.uploadId, Number(from), bytesOf(request));
  return new Response(null, { status: 204, headers: told(at, bytes) });
});

/** Takes it back. */
export const DELETE = route<Params>(async ({ caller, params }) => {
  const { items } = await server();
  await items.dropUpload(caller, params.uploadId);
  return new Response(null, { status: 204, headers: { "tus-resumable": "1.0.0" } });
});
