// The web application's build: made when anything that goes into it changed.
import path from "node:path";
import { runChild } from "./child.mjs";
import { fingerprint, onceFor } from "./fingerprint.mjs";

const SOURCES = [
  ...["app", "lib", "public", "models", "prisma/schema.prisma", "prisma/models", "package.json", "package-lock.json"],
  ...["next.config.mjs", "postcss.config.mjs", "tsconfig.json", "instrumentation.ts", "proxy.ts", "messages"],
];

/**
 * @param {string} root
 * @param {{ logDir: string, runDir?: string }} where
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<"kept" | "done">}
 */
export function buildApplication(root, where, env) {
  const publicNames = Object.keys(env).filter((name) => name.startsWith("NEXT_PUBLIC_"));
  const extra = [process.version, ...publicNames.sort().map((name) => `${name}=${env[name]}`)];
  const leaveOut = (/** @type {string} */ name) => name.startsWith("lib/adapters/prisma/generated");
  const print = fingerprint(root, SOURCES, { extra, leaveOut });
  return onceFor(path.join(root, ".next", "assay-fingerprint"), print, () =>
    runChild({
      ...where,
      name: "build",
      command: process.execPath,
      args: [path.join(root, "node_modules/next/dist/bin/next"), "build"],
      cwd: root,
      env: { ...env, NODE_ENV: "production" },
    }),
  );
}
