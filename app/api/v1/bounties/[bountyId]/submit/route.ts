import { bodyOf, route } from "@/lib/http";
import { server } from "@/lib/server";

/** Takes signed answers: {keyId, signature, answers}. Sent again, they count once. */
export const POST = route<{ bountyId: string }>(async ({ caller, params, request }) => {
  const { annotations } = await server();
  return annotations.submit(caller, { ...((await bodyOf(request)) as object), bountyId: params.bountyId });
});
