import { benchRoute } from "@/lib/http";

/** Gives leases back: {tokens, reason: "skip" | "return"}. */
export const POST = benchRoute("release");
