import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { credentialsFile, forgetCredentials, readCredentials, saveCredentials } from "@/bin/commands/credentials";
import { commandHelps, main } from "@/bin/commands/main";
import { Usage } from "@/bin/commands/usage";

const KEY = `assay_${"k".repeat(43)}`;
let home = "";
const env = () => ({ XDG_CONFIG_HOME: home }) as unknown as NodeJS.ProcessEnv;
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), "assay-login-"));
});
afterAll(() => rm(home, { recursive: true, force: true }));

test("a key is kept for its owner alone, used for its own server only, and gone when forgotten", async () => {
  const file = credentialsFile(env());
  expect(file.startsWith(home)).toBe(true);
  await saveCredentials(file, { url: "https://assay.example", key: "old" });
  await saveCredentials(file, { url: "https://assay.example", key: KEY });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(JSON.parse(await readFile(file, "utf8"))).toEqual({ url: "https://assay.example", key: KEY });
  expect(await readCredentials({}, env())).toEqual({ url: "https://assay.example", key: KEY });
  expect((await readCredentials({ url: "https://assay.example/" }, env())).key).toBe(KEY);
  await expect(readCredentials({ url: "https://other.example" }, env())).rejects.toBeInstanceOf(Usage);
  expect(await readCredentials({}, { ...env(), ASSAY_KEY: "k2", ASSAY_URL: "http://b" })).toEqual({
    url: "http://b",
    key: "k2",
  });
  await forgetCredentials(file);
  await expect(readCredentials({}, env())).rejects.toThrow(/assay login/);
});

test("every command has a help that begins with its call, and completion knows them all", async () => {
  const helps = await commandHelps();
  for (const [name, help] of Object.entries(helps)) {
    expect(help.startsWith(`assay ${name}`), name).toBe(true);
    expect([name, help.includes("--json")]).toEqual([name, true]);
    expect([name, /exit codes?:/i.test(help)]).toEqual([name, true]);
    // An example: a call of it that stands by itself, or in a pipe.
    expect([name, new RegExp(`^  .*assay ${name}`, "m").test(help)]).toEqual([name, true]);
  }
  for (const shell of ["bash", "zsh", "fish"]) expect(await main(["completion", shell])).toBe(0);
});

test("exit codes: wrong usage is 2", async () => {
  expect(await main(["completion", "tcsh"])).toBe(2);
  expect(await main(["import", "new"])).toBe(2);
  expect(await main(["import", "new", "nothing.csv", "--format", "csv"])).toBe(2);
  expect(await main(["import", "new", "nothing.csv", "--format", "xls"])).toBe(2);
  expect(await main(["nothing"])).toBe(2);
});
