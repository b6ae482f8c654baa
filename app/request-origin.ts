import { headers } from "next/headers";

/** The origin by which this request reached us, for commands that people copy: `https://assay.example`. */
export async function requestOrigin(): Promise<string> {
  const all = await headers();
  const host = all.get("x-forwarded-host") ?? all.get("host") ?? "localhost:3000";
  const protocol = all.get("x-forwarded-proto")?.split(",")[0] ?? "http";
  return `${protocol}://${host}`;
}
