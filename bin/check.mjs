// npm run check: the parts that need neither a database, a chain nor a browser. For before every commit.
import { QUICK } from "./parts/parts.mjs";
import { runParts } from "./parts/run-parts.mjs";

process.exit(await runParts(QUICK));
