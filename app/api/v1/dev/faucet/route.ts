import { bodyOf, route } from "@/lib/http";
import { faucet } from "@/lib/server";

/** Development chain only: 1,000 test tokens and gas for an address. With `once`, only if it holds none. */
export const POST = route(async ({ request }) => faucet(await bodyOf(request)));
