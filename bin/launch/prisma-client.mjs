// The Prisma client: generated when a schema file or Prisma's version changed.
import { readFileSync } from "node:fs";
import path from "node:path";
import { runChild } from "./child.mjs";
import { fingerprint, onceFor } from "./fingerprint.mjs";

const SCHEMA = ["prisma.config.ts", "prisma/schema.prisma", "prisma/models"];
const OUTPUT = "lib/adapters/prisma/generated";

/**
 * @param {string} root
 * @param {{ logDir: string, runDir?: string }} where
 * @returns {Promise<"kept" | "done">}
 */
export function generatePrismaClient(root, where) {
  const { version } = JSON.parse(readFileSync(path.join(root, "node_modules/prisma/package.json"), "utf8"));
  return onceFor(path.join(root, OUTPUT, ".stamp"), fingerprint(root, SCHEMA, { extra: [version] }), () =>
    runChild({
      ...where,
      name: "prisma-generate",
      command: process.execPath,
      args: [path.join(root, "node_modules/prisma/build/index.js"), "generate"],
      cwd: root,
      env: {
        ...process.env,
        // Generating needs no schema engine, but the command insists on having one and would download it.
        PRISMA_SCHEMA_ENGINE_BINARY: "/bin/true",
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
        CHECKPOINT_DISABLE: "1",
      },
    }),
  );
}
