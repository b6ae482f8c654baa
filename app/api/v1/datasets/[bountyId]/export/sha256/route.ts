import { json, route } from "@/lib/http";
import { server } from "@/lib/server";
import { downloadInput } from "../download-address";

/**
 * The checksum of a download with the same parameters, as `sha256sum --check` reads it; with `accept: application/json` its size,
 * rows and loss report too. With options the worker writes it: 202 and the export to ask after.
 */
export const GET = route<{ bountyId: string }>(async ({ caller, params, request }) => {
  const { exports } = await server();
  const found = await exports.weight(caller, downloadInput(params.bountyId, request));
  if ("state" in found) return json(found, { status: 202, headers: { "retry-after": "2" } });
  if (request.headers.get("accept")?.includes("json")) return found;
  return new Response(`${found.sha256}  ${found.filename}\n`, {
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
});
