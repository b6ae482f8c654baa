import { route } from "@/lib/http";
import { server } from "@/lib/server";

/** Throws an import away, with all its rows. */
export const DELETE = route<{ importId: string }>(async ({ caller, params }) => {
  const { items } = await server();
  return items.discardImport(caller, params.importId);
});
