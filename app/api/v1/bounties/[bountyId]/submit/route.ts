import { benchRoute } from "@/lib/http";

/** Takes signed answers: {keyId, signature, answers}. Sent again, they count once. */
export const POST = benchRoute("submit");
