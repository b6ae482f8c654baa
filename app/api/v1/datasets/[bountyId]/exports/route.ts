import { bodyOf, json, route } from "@/lib/http";
import { server } from "@/lib/server";

/** Orders an export of a released version, {format, version, options}: the worker writes it. Ordered again, it is the same one. */
export const POST = route<{ bountyId: string }>(async ({ caller, params, request }) => {
  const { exports } = await server();
  const body = (await bodyOf(request)) as object;
  return json(await exports.orderExport(caller, { ...body, id: params.bountyId }), { status: 202 });
});
