import { createApi } from "../../lib/client/api";
import { Usage } from "./usage";

/** Where the commands that speak to a server find it: `--server`, the variable, or this machine. */
export function serverApi(flag: string | undefined) {
  const base = flag ?? process.env.ASSAY_SERVER ?? "http://localhost:3000";
  if (!URL.canParse(base)) throw new Usage(`--server takes a URL, not "${base}".`);
  return createApi(base.replace(/\/+$/, ""));
}

export const SERVER_HELP = "  --server U   the Assay to ask (default: ASSAY_SERVER, else http://localhost:3000)";
