import { json, route } from "@/lib/http";
import { health } from "@/lib/server";

/** Ready when the database answers, the chain answers, and the worker lives. 503 otherwise. */
export const GET = route(async () => {
  const state = await health();
  return json(state, { status: state.ready ? 200 : 503 });
});
