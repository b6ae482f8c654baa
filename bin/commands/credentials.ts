import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { type Api, createApi } from "../../lib/client/api";
import { Usage } from "./usage";

export type Credentials = { readonly url: string; readonly key: string };

/** Where the key lies: readable by its owner alone. */
export const credentialsFile = (env = process.env): string =>
  path.join(env.XDG_CONFIG_HOME || path.join(env.HOME || homedir(), ".config"), "assay", "credentials.json");

/** Writes the key beside its place and moves it there, so that no moment shows it to others. */
export async function saveCredentials(file: string, credentials: Credentials): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const fresh = `${file}.${process.pid}`;
  await writeFile(fresh, `${JSON.stringify(credentials)}\n`, { mode: 0o600, flag: "wx" });
  await chmod(fresh, 0o600);
  await rename(fresh, file);
}

export const forgetCredentials = (file: string): Promise<void> => rm(file, { force: true });

/** The server and the key: flags first, then ASSAY_URL and ASSAY_KEY, then what `assay login` has stored. */
export async function readCredentials(
  flags: { readonly url?: string | undefined },
  env = process.env,
): Promise<Credentials> {
  const { url, key } = await knownServer(flags, env);
  if (key === undefined)
    throw new Usage(`There is no key for ${url}. Make one at ${url}/developers/keys, then: assay login --url ${url}`);
  return { url, key };
}

/** The server and the key, where there is one: what is public is told without. */
async function knownServer(flags: { readonly url?: string | undefined }, env: NodeJS.ProcessEnv) {
  const stored = await storedIn(credentialsFile(env));
  const url = flags.url ?? env.ASSAY_URL ?? stored?.url ?? "http://localhost:3000";
  if (!URL.canParse(url)) throw new Usage(`--url takes the address of an Assay, not "${url}".`);
  return { url, key: env.ASSAY_KEY ?? (stored && sameServer(stored.url, url) ? stored.key : undefined) };
}

/** The API for what everybody may ask: as the key's holder where a key is known, else as nobody. */
export async function openApi(flags: { readonly url?: string | undefined }, env = process.env): Promise<Api> {
  const { url, key } = await knownServer(flags, env);
  return key === undefined ? createApi(url.replace(/\/+$/, "")) : apiWithKey({ url, key });
}

export const URL_HELP =
  "  --url U        the Assay to ask (default: ASSAY_URL, else that of `assay login`, else http://localhost:3000)";

/** The API as the key's holder. */
export function apiWithKey({ url, key }: Credentials): Api {
  return createApi(url.replace(/\/+$/, ""), (input, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${key}`);
    return fetch(input, { ...init, headers });
  });
}

/** A key is sent to the server it was stored for, and to no other. */
function sameServer(a: string, b: string): boolean {
  return URL.canParse(a) && URL.canParse(b) && new URL(a).origin === new URL(b).origin;
}

async function storedIn(file: string): Promise<Credentials | undefined> {
  try {
    const { url, key } = JSON.parse(await readFile(file, "utf8")) as Partial<Credentials>;
    return typeof url === "string" && typeof key === "string" ? { url, key } : undefined;
  } catch {
    return undefined;
  }
}
