import { route } from "@/lib/http";
import { chainTerms } from "@/lib/server";

/** Where the money is: chain, vault, token, ledger, fee, and the referee that decides. */
export const GET = route(() => chainTerms());
