import { route } from "@/lib/http";
import { server } from "@/lib/server";

/** How far an upload is, or what became of it. */
export const GET = route<{ importId: string }>(async ({ caller, params }) => {
  const { items } = await server();
  return items.getImport(caller, params.importId);
});

/** Throws an import away, with all its rows. */
export const DELETE = route<{ importId: string }>(async ({ caller, params }) => {
  const { items } = await server();
  return items.discardImport(caller, params.importId);
});
