#!/usr/bin/env node
// Compares contracts/gas/BountyVault.json, which the tests have just written, with the targets in gas-targets.mjs.
import { gasRows } from "./gas-targets.mjs";

const over = gasRows().filter(({ gas, target }) => target !== null && gas > target);
for (const { metric, gas, target } of over) console.error(`${metric}: ${gas} gas, the target is ${target}`);
process.exitCode = over.length === 0 ? 0 : 1;
