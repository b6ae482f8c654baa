// What only the node itself can do to a development chain: the app's own way to it moves no clock.
import { readFileSync } from "node:fs";
import path from "node:path";
import { createTestClient, http } from "viem";
import { foundry } from "viem/chains";

/** The node of the Assay under test. Where one runs already (ASSAY_E2E_URL), ASSAY_E2E_RPC says where its node is. */
export function devChain() {
  const node = createTestClient({
    mode: "anvil",
    chain: foundry,
    transport: http(process.env.ASSAY_E2E_RPC ?? ownNode()),
  });
  return {
    /** From now on each block is one second later than the last: windows end by blocks, however slow people are. */
    holdClock: () => node.setBlockTimestampInterval({ interval: 1 }),
    /** The clock runs again. */
    letClockRun: () => node.removeBlockTimestampInterval(),
    /** So much time passes at once. */
    pass: async (seconds: number) => {
      await node.increaseTime({ seconds });
      await node.mine({ blocks: 1 });
    },
  };
}

function ownNode(): string {
  const file = path.join(process.env.ASSAY_E2E_DIR ?? "", "data", "ports.json");
  const { anvil } = JSON.parse(readFileSync(file, "utf8")) as { anvil: number };
  return `http://127.0.0.1:${anvil}`;
}
