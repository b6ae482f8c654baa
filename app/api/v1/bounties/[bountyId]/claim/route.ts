import { benchRoute } from "@/lib/http";

/** Leases up to {count} items to the caller. */
export const POST = benchRoute("claim");
