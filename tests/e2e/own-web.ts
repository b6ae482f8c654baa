// A web process of a test's own on the database and chain of the Assay that is tested: one that may be killed.
import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { findFreePort } from "@/bin/launch/ports.mjs";
import { readOrMakeSecrets } from "@/bin/launch/secrets.mjs";
import { readSettings } from "@/bin/launch/settings.mjs";
import { baseEnvironment, environmentOn, rememberedPort } from "@/bin/launch/surroundings.mjs";

const ROOT = process.cwd();

export type OwnWeb = {
  readonly base: string;
  /** Starts it and waits until it answers. */
  start(): Promise<void>;
  /** Ends it in the middle of whatever it does. */
  kill(): Promise<void>;
};

/** Not started yet. It keeps its port over its deaths: for a browser it is one place. */
export async function ownWeb(): Promise<OwnWeb> {
  const port = await findFreePort();
  const base = `http://localhost:${port}`;
  const env = environmentOf(port, base);
  let child: ChildProcess | undefined;
  return {
    base,
    start: async () => {
      child = spawn(process.execPath, ["--import", "tsx", "lib/web.ts"], { cwd: ROOT, env, stdio: "ignore" });
      await answering(`${base}/api/version`, child);
    },
    kill: async () => {
      const dying = child;
      if (!dying || dying.exitCode !== null || dying.signalCode !== null) return;
      await new Promise((gone) => dying.once("exit", gone).kill("SIGKILL"));
    },
  };
}

/** The environment that the launcher gives its own web process, at another port. */
function environmentOf(port: number, base: string): NodeJS.ProcessEnv {
  const dataDir = process.env.ASSAY_DATA_DIR ?? path.join(process.env.ASSAY_E2E_DIR ?? ".", "data");
  const settings = readSettings(ROOT, { ...process.env, ASSAY_DATA_DIR: dataDir, PORT: String(port) });
  const secrets = readOrMakeSecrets(settings.dataDir);
  const at = (part: string) => `127.0.0.1:${rememberedPort(settings.dataDir, part)}`;
  const ground = {
    databaseUrl: settings.databaseUrl ?? `postgresql://assay:${secrets.databasePassword}@${at("postgres")}/assay`,
    rpcUrl: settings.rpcUrl ?? `http://${at("anvil")}`,
    chainId: settings.chainId ?? 31_337,
  };
  return { ...environmentOn(baseEnvironment(settings, secrets), ground), NEXTAUTH_URL: base, PORT: String(port) };
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the web process ended with ${child.exitCode}`);
    const ok = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((resume) => setTimeout(resume, 100));
  }
}
