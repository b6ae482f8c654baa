import { readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { readOrMakeSecrets } from "@/bin/launch/secrets.mjs";
import { readSettings } from "@/bin/launch/settings.mjs";
import { baseEnvironment, environmentOn, rememberedPort, rememberPort } from "@/bin/launch/surroundings.mjs";
import { tempFolder } from "./temp-folder";

const NONE: NodeJS.ProcessEnv = { NODE_ENV: "test" };

test("with nothing set, every part is embedded", () => {
  expect(readSettings("/repo", NONE)).toEqual({
    root: "/repo",
    dataDir: "/repo/.data",
    port: 3000,
    chainId: undefined,
    databaseUrl: undefined,
    rpcUrl: undefined,
  });
});

test.each([
  [{ ASSAY_DATA_DIR: "/elsewhere" }, { dataDir: "/elsewhere" }],
  [{ ASSAY_DATA_DIR: "beside" }, { dataDir: "/repo/beside" }],
  [{ PORT: "4000" }, { port: 4000 }],
  [{ DATABASE_URL: "postgresql://u:p@host/db" }, { databaseUrl: "postgresql://u:p@host/db" }],
  [{ RPC_URL: "https://rpc.example" }, { rpcUrl: "https://rpc.example" }],
  [{ CHAIN_ID: "11155111" }, { chainId: 11155111 }],
  [
    { DATABASE_URL: " ", RPC_URL: "" },
    { databaseUrl: undefined, rpcUrl: undefined },
  ],
])("%j changes that part alone", (set, changed) => {
  const usual = readSettings("/repo", NONE);
  expect(readSettings("/repo", { ...NONE, ...set })).toEqual({ ...usual, ...changed });
});

test.each([
  [{ PORT: "http" }, "PORT"],
  [{ PORT: "70000" }, "PORT"],
  [{ PORT: "-1" }, "PORT"],
  [{ CHAIN_ID: "0" }, "CHAIN_ID"],
  [{ DATABASE_URL: "mysql://host/db" }, "DATABASE_URL"],
  [{ RPC_URL: "localhost:8545" }, "RPC_URL"],
])("%j is refused by its name", (set, name) => {
  expect(() => readSettings("/repo", { ...NONE, ...set })).toThrow(name);
});

test("secrets are made once, differ between folders, and are for their owner's eyes", () => {
  const dir = tempFolder();
  const secrets = readOrMakeSecrets(dir);
  expect(Object.values(secrets).every((secret) => /^[0-9a-f]{64}$/.test(secret))).toBe(true);
  expect(new Set(Object.values(secrets)).size).toBe(3);
  expect(readOrMakeSecrets(dir)).toEqual(secrets);
  expect(readOrMakeSecrets(tempFolder())).not.toEqual(secrets);
  expect(statSync(path.join(dir, "secrets.json")).mode & 0o777).toBe(0o600);
});

test("secrets that cannot be read are not made anew", () => {
  const dir = tempFolder();
  writeFileSync(path.join(dir, "secrets.json"), "{");
  expect(() => readOrMakeSecrets(dir)).toThrow("cannot be read as JSON");
  expect(readFileSync(path.join(dir, "secrets.json"), "utf8")).toBe("{");
});

test("the processes are told where everything is", () => {
  const settings = readSettings(process.cwd(), { ...NONE, PORT: "4000", ASSAY_DATA_DIR: "/data" });
  const base = baseEnvironment(settings, { nextauthSecret: "n", assaySecret: "a", databasePassword: "d" });
  const ground = { databaseUrl: "postgresql://db", rpcUrl: "http://rpc", chainId: 5 };
  expect(environmentOn(base, ground)).toMatchObject({
    PORT: "4000",
    ASSAY_DATA_DIR: "/data",
    NEXTAUTH_SECRET: "n",
    ASSAY_SECRET: "a",
    ASSAY_VERSION: expect.stringMatching(/^\d+\.\d+\.\d+/),
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL: "postgresql://db",
    RPC_URL: "http://rpc",
    CHAIN_ID: "5",
  });
});

test("ports are remembered part by part", () => {
  const dir = tempFolder();
  expect(rememberedPort(dir, "anvil")).toBeUndefined();
  rememberPort(dir, "anvil", 1234);
  rememberPort(dir, "postgres", 5678);
  expect([rememberedPort(dir, "anvil"), rememberedPort(dir, "postgres")]).toEqual([1234, 5678]);
});
