import { route } from "@/lib/http";
import { server } from "@/lib/server";

/** Keeps the good rows of an import that waits for the owner's word. */
export const POST = route<{ importId: string }>(async ({ caller, params }) => {
  const { items } = await server();
  return items.acceptImport(caller, params.importId);
});
