/**
 * Deploys the contracts unless they are there, and prints the deployment as one line of JSON: what `npm start` does on
 * its chain. Reads the variables of `commands/deploy-options.ts`; people use `assay deploy`, which shows its plan first.
 */
import { z } from "zod";
import { ensureDeployed } from "@/lib/adapters/chain/deploy";
import { AppError } from "@/lib/kernel/errors";
import { deployOptions } from "./commands/deploy-options";

try {
  console.log(JSON.stringify(await ensureDeployed(await deployOptions(process.env))));
} catch (error) {
  console.error(error instanceof AppError || error instanceof z.ZodError ? error.message : error);
  process.exitCode = 1;
}
