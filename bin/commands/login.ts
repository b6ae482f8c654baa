import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { isKeyText } from "../../lib/annotators/api-key";
import { apiWithKey, credentialsFile, forgetCredentials, saveCredentials } from "./credentials";
import { Usage } from "./usage";

export const help = `assay login [--url U] [--json]   keep an API key for this machine

  --url U        the server (default http://localhost:3000)
  --forget       delete the key that is kept

The key is asked for, or read from standard input: assay login < key.txt. It is tried, then kept in
~/.config/assay/credentials.json, readable by you alone. ASSAY_KEY and ASSAY_URL go before it.

  assay login --url https://assay.example < key.txt

Exit codes: 0 the key is kept, 1 it is refused or the server is away, 2 wrong usage.`;

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      url: { type: "string", default: "http://localhost:3000" },
      forget: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  const file = credentialsFile();
  if (values.forget) {
    await forgetCredentials(file);
    console.log(values.json ? JSON.stringify({ forgotten: true }) : "The key is deleted.");
    return 0;
  }
  if (!URL.canParse(values.url))
    throw new Usage(`--url takes an address such as https://assay.example, not "${values.url}".`);
  const key = await askForKey(values.url);
  if (!isKeyText(key)) throw new Usage("This is no API key: it begins with assay_ and has 49 characters.");
  const { account } = await apiWithKey({ url: values.url, key }).get<{ account: { address: string } | null }>(
    "/api/v1/me",
  );
  await saveCredentials(file, { url: values.url, key });
  const address = account?.address ?? null;
  const who = address === null ? "a key that may not read" : address;
  console.log(
    values.json
      ? JSON.stringify({ url: values.url, address, file })
      : `Signed in at ${values.url} as ${who}. Kept in ${file}.`,
  );
  return 0;
}

async function askForKey(url: string): Promise<string> {
  if (process.stdin.isTTY) {
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    const key = await lines.question(`Key for ${url} (made at ${url}/developers/keys): `);
    lines.close();
    return key.trim();
  }
  let text = "";
  for await (const chunk of process.stdin) text += String(chunk);
  return text.trim();
}
