import { paged } from "@/lib/api/paged";
import { route } from "@/lib/http";
import { server } from "@/lib/server";

/** The owner's uploads: being read, waiting for a word, accepted. */
export const GET = route<{ bountyId: string }>(async ({ caller, params, request }) => {
  const { items } = await server();
  return paged(request, "imports", await items.listImports(caller, params.bountyId), ({ id }) => id);
});
