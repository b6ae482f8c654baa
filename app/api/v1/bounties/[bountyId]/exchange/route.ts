import { benchRoute } from "@/lib/http";

/** Takes signed answers and leases the next {count} items, in one transaction. */
export const POST = benchRoute("exchange");
