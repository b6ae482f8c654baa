import { route, streamed } from "@/lib/http";
import { server } from "@/lib/server";
import { evidenceHeaders } from "@/lib/settlement/evidence-headers";

/**
 * The canonical evidence of a posted batch: JSON Lines, its SHA-256 in the ETag and on the chain. The web process answers this
 * itself, gzipped where that is accepted (see `lib/web.ts`); here, where Next runs alone, it goes out plain.
 */
export const GET = route<{ batchId: string }>(async ({ caller, params }) => {
  const { settlement } = await server();
  const file = await settlement.evidence(caller, { id: params.batchId });
  return streamed(file.chunks, evidenceHeaders(params.batchId, file));
});
