// node bin/generate.mjs: generates the Prisma client into lib/adapters/prisma/generated if the schema changed.
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { generatePrismaClient } from "./launch/prisma-client.mjs";
import { describeProblem } from "./launch/problem.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

try {
  await generatePrismaClient(root, { logDir: path.join(tmpdir(), `assay-generate-${process.pid}`) });
} catch (error) {
  process.stderr.write(describeProblem(error));
  process.exitCode = 1;
}
