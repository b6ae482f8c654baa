// The operator's commands against a real chain, and the ways to keep the operator's key.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { main } from "@/bin/commands/main";
import { readDeployment } from "@/lib/adapters/chain/deployment";
import { operatorSigner } from "@/lib/adapters/chain/operator-signer";
import { publicRpc } from "@/lib/adapters/chain/rpc";
import { ANVIL_KEYS, type Anvil, startAnvil } from "./anvil";

const [KEY, OTHER_KEY] = ANVIL_KEYS;
const operator = privateKeyToAccount(KEY);

let anvil: Anvil;
let folder: string;
let said: string[] = [];

beforeAll(async () => {
  anvil = await startAnvil();
  folder = await mkdtemp(join(tmpdir(), "assay-operator-"));
});

afterAll(async () => {
  await anvil?.stop();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(() => {
  said = [];
  vi.spyOn(console, "log").mockImplementation((words) => void said.push(String(words)));
  vi.spyOn(console, "error").mockImplementation((words) => void said.push(String(words)));
});

afterEach(() => vi.restoreAllMocks());

const file = () => join(folder, "deployment.json");
const where = () => ["--rpc", anvil.rpcUrl, "--chain", "31337", "--file", file(), "--json"];
const json = () => JSON.parse(said[0] ?? "null");
const sent = () => publicRpc(anvil.rpcUrl, 31337).getTransactionCount({ address: operator.address });

describe("assay deploy", () => {
  test("shows its plan first and sends nothing; with --yes it does what it planned; again it sends nothing", async () => {
    expect(await main(["deploy", ...where()])).toBe(0);
    const { plan } = json();
    expect(plan).toMatchObject({ chainId: 31337, operator: operator.address, missing: [] });
    const names = plan.steps.map(({ name }: { name: string }) => name);
    expect(names).toEqual(
      expect.arrayContaining(["BountyVault", "OperatorStake", "CommitteeArbitrator", "Ledger (new)"]),
    );
    expect(plan.steps.every(({ there, gas }: { there: boolean; gas: string }) => !there && BigInt(gas) > 0n)).toBe(
      true,
    );
    expect(await sent()).toBe(0);
    expect(await readDeployment(file())).toBeNull();

    said = [];
    expect(await main(["deploy", "--yes", ...where()])).toBe(0);
    const vault = plan.steps.find(({ name }: { name: string }) => name === "BountyVault").address;
    expect(json()).toMatchObject({ sent: true, deployment: { vault, ledgerId: "1" } });
    const before = await sent();
    expect(BigInt(plan.gas)).toBeGreaterThan(1_000_000n);

    said = [];
    expect(await main(["deploy", "--yes", ...where()])).toBe(0);
    expect(json().plan).toMatchObject({ gas: "0", missing: [] });
    expect(await sent()).toBe(before);
  });

  test("says what is missing, and exits with 1", async () => {
    const token = `0x${"12".repeat(20)}`;
    expect(await main(["deploy", "--yes", "--token", token, ...where()])).toBe(1);
    expect(json()).toMatchObject({ sent: false, plan: { missing: [`A token at ${token}.`] } });
  });

  test("wrong usage is 2", async () => {
    expect(await main(["deploy", "now"])).toBe(2);
    expect(await main(["deploy", "--window", "soon"])).toBe(2);
    expect(await main(["ledger", "burn"])).toBe(2);
    expect(await main(["batch", "list", "bat_1"])).toBe(2);
    expect(await main(["batch", "void", "bat_1"])).toBe(2);
    expect(await main(["batch", "list", "--state", "odd"])).toBe(2);
  });
});

describe("assay ledger create", () => {
  test("opens one ledger of these terms, once, and new bounties use it when asked", async () => {
    const terms = ["--window", "7", "--fee-bps", "100"];
    expect(await main(["ledger", "create", ...terms, ...where()])).toBe(0);
    expect(json()).toMatchObject({ ledger: null, sent: false, terms: { windowS: "7", feeBps: "100" } });
    for (let n = 0; n < 2; n++) {
      said = [];
      expect(await main(["ledger", "create", "--yes", "--use", ...terms, ...where()])).toBe(0);
      expect(json()).toMatchObject({ ledger: { ledgerId: "2" } });
    }
    expect(await readDeployment(file())).toMatchObject({ ledgerId: "2", windowS: 7, feeBps: 100 });
  });
});

describe("the operator's key", () => {
  const tx = { to: operator.address, value: 1n, gas: 21_000n, nonce: 3, chainId: 31337, maxFeePerGas: 9n } as const;

  test("from a file; a file that holds no key is refused without telling what it holds", async () => {
    const path = join(folder, "key");
    await writeFile(path, `${KEY}\n`, { mode: 0o400 });
    expect((await operatorSigner({ kind: "file", file: path })).address).toBe(operator.address);
    const spoilt = join(folder, "spoilt");
    await writeFile(spoilt, KEY.slice(0, -1));
    const refusal = await operatorSigner({ kind: "file", file: spoilt }).catch((error: Error) => error.message);
    expect(refusal).toContain("must hold 0x and 64 hex digits");
    expect(refusal).not.toContain(KEY.slice(2, 20));
    await expect(operatorSigner({ kind: "file", file: join(folder, "none") })).rejects.toMatchObject({
      code: "unavailable",
    });
  });

  test.each([
    ["the raw bytes alone", (raw: string) => raw],
    ["an object with them", (raw: string) => ({ raw, tx: {} })],
  ])("from a remote signer that answers %s", async (_, form) => {
    const signer = await startSigner(KEY, form);
    const remote = await operatorSigner({ kind: "remote", url: signer.url, address: operator.address });
    expect(await remote.signTransaction(tx)).toBe(await operator.signTransaction({ ...tx, type: "eip1559" }));
    expect(signer.asked[0]).toMatchObject({ from: operator.address, nonce: "0x3", gas: "0x5208", chainId: "0x7a69" });
    signer.server.close();
  });

  test("a remote signer that signs for another account, or not at all, is refused", async () => {
    const wrong = await startSigner(OTHER_KEY, (raw) => raw);
    const remote = await operatorSigner({ kind: "remote", url: wrong.url, address: operator.address });
    await expect(remote.signTransaction(tx)).rejects.toMatchObject({ code: "unavailable" });
    wrong.server.close();
    await expect(remote.signTransaction(tx)).rejects.toMatchObject({ code: "unavailable" });
    await expect(remote.signMessage({ message: "hi" })).rejects.toMatchObject({ code: "unavailable" });
  });

  test("the deployment file holds no key", async () => {
    expect(await readFile(file(), "utf8")).not.toContain(KEY.slice(2));
  });
});

type Asked = Readonly<Record<string, string>>;

/** A signer as web3signer is one: JSON-RPC eth_signTransaction. */
async function startSigner(key: `0x${string}`, form: (raw: string) => unknown) {
  const account = privateKeyToAccount(key);
  const asked: Asked[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", async () => {
      const [call] = JSON.parse(Buffer.concat(chunks).toString()).params as [Asked];
      asked.push(call);
      const raw = await account.signTransaction({
        type: "eip1559",
        to: call.to as `0x${string}`,
        value: BigInt(call.value ?? 0),
        gas: BigInt(call.gas ?? 0),
        nonce: Number(call.nonce),
        chainId: Number(call.chainId),
        maxFeePerGas: BigInt(call.maxFeePerGas ?? 0),
      });
      response.end(JSON.stringify({ jsonrpc: "2.0", id: 1, result: form(raw) }));
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { server, asked, url: `http://127.0.0.1:${port}` };
}
