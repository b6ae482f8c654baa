import { type Outside, openOutside, outsideSettings } from "./adapters/open";
import { compose, type House } from "./compose";
import { readEnv } from "./env";

export type Running = { readonly house: House; readonly outside: Outside };

/** One per process, whoever asks first: the web process itself, or one of the bundles that Next makes of pages and routes. */
const held = globalThis as typeof globalThis & { assayRunning?: Promise<Running> | undefined };

/** The house, wired to this process's database, chain and files. Opened at the first call; a failure is tried again. */
export function running(): Promise<Running> {
  held.assayRunning ??= open().catch((error) => {
    held.assayRunning = undefined;
    throw error;
  });
  return held.assayRunning;
}

async function open(): Promise<Running> {
  const env = readEnv();
  const outside = await openOutside(
    outsideSettings(env, {
      origins: [env.NEXTAUTH_URL, ...originsOf(env.NEXTAUTH_URL, env.ASSAY_ORIGINS)],
      upkeep: false,
    }),
  );
  return { outside, house: compose(outside.deps) };
}

/** Configured origins; and on this machine `localhost` and `127.0.0.1` are the same place. */
function originsOf(own: string, more: string): string[] {
  const { protocol, hostname, port } = new URL(own);
  const local = hostname === "localhost" || hostname === "127.0.0.1";
  const twins = local ? ["localhost", "127.0.0.1"].map((host) => `${protocol}//${host}${port ? `:${port}` : ""}`) : [];
  return [...twins, ...more.split(",").map((each) => each.trim())].filter((each) => each !== "" && each !== own);
}
