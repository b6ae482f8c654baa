/** A real anvil on a free port, for tests. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { settledDoor } from "./settled-door";

export type Anvil = {
  readonly rpcUrl: string;
  readonly chainId: number;
  stop(): Promise<void>;
};

/** The first well-known accounts of every anvil: public keys of nobody. */
export const ANVIL_KEYS = [
  "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
  "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
  "0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a",
  "0x7c852118294e51e653712a81e05800f419141751be58f605c371e15141b007a6",
] as const;

const START_MS = 20_000;

/**
 * Starts anvil behind a door at which a transaction that was sent is in a block (settled-door.ts), and waits until it
 * answers. The binary is that of the optional npm dependency, else $ANVIL, else the one
 * on the PATH.
 */
export async function startAnvil(options: { readonly args?: readonly string[] } = {}): Promise<Anvil> {
  const [port, chainId] = [await freePort(), 31337];
  const args = ["--port", `${port}`, "--chain-id", `${chainId}`, "--silent", "--enable-tx-gas-limit"];
  const child = spawn(findAnvil(), [...args, ...(options.args ?? [])], { stdio: "ignore" });
  const nodeUrl = `http://127.0.0.1:${port}`;
  await untilItAnswers(child, nodeUrl);
  const door = await settledDoor(nodeUrl);
  return {
    rpcUrl: door.url,
    chainId,
    async stop() {
      await stop(child);
      await door.close();
    },
  };
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

function findAnvil(): string {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const arch = process.arch === "x64" ? "amd64" : process.arch;
  const packaged = join(root, `node_modules/@foundry-rs/anvil-${process.platform}-${arch}/bin/anvil`);
  const onPath = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "anvil"));
  const found = [packaged, process.env.ANVIL ?? "", ...onPath].find((path) => path !== "" && existsSync(path));
  if (found === undefined) throw new Error("anvil was not found: npm ci, or name it in ANVIL");
  return found;
}

async function untilItAnswers(child: ChildProcess, rpcUrl: string): Promise<void> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] });
  const headers = { "content-type": "application/json" };
  for (const end = Date.now() + START_MS; Date.now() < end; ) {
    if (child.exitCode !== null) throw new Error(`anvil ended with ${child.exitCode}`);
    const answer = await fetch(rpcUrl, { method: "POST", headers, body }).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  await stop(child);
  throw new Error(`anvil did not answer within ${START_MS} ms`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
}
