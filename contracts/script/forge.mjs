#!/usr/bin/env node
// Runs forge with contracts/foundry.toml: node contracts/script/forge.mjs test
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The forge of the optional npm dependency, else $FORGE, else the one on the PATH; undefined when there is none. */
export function findForge() {
  const packaged = join(root, `node_modules/@foundry-rs/forge-${platformName()}/bin/forge`);
  const onPath = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "forge"));
  return [packaged, process.env.FORGE ?? "", ...onPath].find((path) => path !== "" && existsSync(path));
}

/** Runs forge with these arguments; returns its exit status. */
export function runForge(args, env = {}) {
  const forge = findForge();
  if (forge === undefined) {
    console.error(
      "forge was not found. It comes with `npm ci` on Linux x64 (@foundry-rs/forge-linux-amd64); on other machines " +
        "install Foundry 1.7 and put forge on the PATH, or name it in FORGE.",
    );
    return 1;
  }
  const run = spawnSync(forge, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, FOUNDRY_CONFIG: join(root, "contracts/foundry.toml"), ...env },
  });
  if (run.error !== undefined) console.error(`${forge} does not start: ${run.error.message}`);
  return run.status ?? 1;
}

function platformName() {
  return `${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(runForge(process.argv.slice(2)));
