// Network ports: whether one is free, and one that is.
import { createServer } from "node:net";

/**
 * @param {number} port
 * @param {string} [host] every address when left out
 * @returns {Promise<boolean>}
 */
export function isPortFree(port, host) {
  return listenOnce(port, host).then(
    () => true,
    () => false,
  );
}

/**
 * A free port on the local address: the preferred one when it can be had.
 *
 * @param {number} [preferred]
 * @returns {Promise<number>}
 */
export async function findFreePort(preferred) {
  if (preferred !== undefined && (await isPortFree(preferred, "127.0.0.1"))) return preferred;
  return listenOnce(0, "127.0.0.1");
}

/**
 * @param {number} port
 * @param {string | undefined} host
 * @returns {Promise<number>} the port that was bound, closed again
 */
function listenOnce(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ port, ...(host === undefined ? {} : { host }), exclusive: true }, () => {
      const address = server.address();
      const bound = address !== null && typeof address === "object" ? address.port : port;
      server.close(() => resolve(bound));
    });
  });
}
