import { route } from "@/lib/http";
import { server } from "@/lib/server";

/** How far an ordered export is; when it is ready, a signed address that holds for a day. */
export const GET = route<{ exportId: string }>(async ({ caller, params }) => {
  const { exports } = await server();
  return exports.exportState(caller, { exportId: params.exportId });
});
