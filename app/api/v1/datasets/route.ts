import { route } from "@/lib/http";
import { server } from "@/lib/server";

export const GET = route(async ({ caller, request }) => {
  const { exports } = await server();
  return exports.listDatasets(caller, Object.fromEntries(new URL(request.url).searchParams));
});
