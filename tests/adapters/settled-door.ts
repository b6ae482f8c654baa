/**
 * A door before a node that makes a block for every transaction. Such a node answers a sending before its block is
 * made, so that whoever looks at once sees the state from before. Behind this door a transaction that was sent is in a
 * block when the answer comes. With automatic blocks off, or for one that waits for an earlier nonce, it changes
 * nothing.
 */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

const SENDS = /"eth_send(Raw)?Transaction"/;
const LOOK_MS = 5;
/** One that no block will ever take must not hold the answer for good. */
const LOOKS = 2_000;

export type Door = { readonly url: string; close(): Promise<void> };

export async function settledDoor(nodeUrl: string): Promise<Door> {
  const post = async (body: string) => {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(nodeUrl, { method: "POST", headers, body });
    return { status: answer.status, said: await answer.text() };
  };
  const ask = async (method: string) =>
    JSON.parse((await post(JSON.stringify({ jsonrpc: "2.0", id: 1, method, params: [] }))).said).result;

  /** A transaction leaves the pool after its block is there. */
  const settled = async () => {
    if ((await ask("anvil_getAutomine")) !== true) return;
    for (let look = 0; look < LOOKS && BigInt((await ask("txpool_status")).pending) > 0n; look++)
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  };

  const through = async (request: IncomingMessage) => {
    const body = await text(request);
    const answer = await post(body);
    if (SENDS.test(body)) await settled();
    return answer;
  };

  const server = createServer((request, response) => {
    through(request).then(
      ({ status, said }) => response.writeHead(status, { "content-type": "application/json" }).end(said),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
