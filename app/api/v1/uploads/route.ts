import { route } from "@/lib/http";
import { server } from "@/lib/server";

/** Begins an upload in pieces, as tus 1.0 says: `Upload-Length` in, `Location` out. */
export const POST = route(async ({ caller, request }) => {
  const { items } = await server();
  const { id } = await items.beginUpload(caller, { bytes: request.headers.get("upload-length") ?? undefined });
  const headers = { location: `/api/v1/uploads/${id}`, "tus-resumable": "1.0.0", "cache-control": "no-store" };
  return Response.json({ id }, { status: 201, headers });
});
