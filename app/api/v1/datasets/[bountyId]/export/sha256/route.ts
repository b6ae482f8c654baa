import { route } from "@/lib/http";
import { server } from "@/lib/server";
import { downloadInput } from "../download-address";

/**
 * The checksum of a download with the same parameters, as `sha256sum --check` reads it; with `accept: application/json` its size,
 * rows and loss report too. Without a kept weight the download is written once and thrown away.
 */
export const GET = route<{ bountyId: string }>(async ({ caller, params, request }) => {
  const { exports } = await server();
  const found = await exports.weight(caller, downloadInput(params.bountyId, request));
  if (request.headers.get("accept")?.includes("json")) return found;
  return new Response(`${found.sha256}  ${found.filename}\n`, {
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
});
