import { benchRoute } from "@/lib/http";

/** How far the caller is in this bounty, and what it may earn. */
export const GET = benchRoute("progress");
