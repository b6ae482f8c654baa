import { bodyOf, route } from "@/lib/http";
import { forwardRpc } from "@/lib/server";

/** JSON-RPC of the development chain on this origin, for browsers: reading and sending signed transactions, nothing else. */
export const POST = route(async ({ request }) => forwardRpc(await bodyOf(request)));
