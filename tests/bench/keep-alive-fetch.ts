import { Agent, request } from "node:http";

/**
 * A fetch of the few parts that a load needs, on Node's own client with connections kept open: the load shares its cores
 * with the server it measures, and the built-in fetch costs several times as much.
 */
export function keepAliveFetch(sockets: number): typeof fetch {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  return (input, init = {}) =>
    new Promise((resolve, reject) => {
      const headers = Object.fromEntries(new Headers(init.headers));
      const form = init.body instanceof URLSearchParams;
      const body = typeof init.body === "string" || form ? Buffer.from(String(init.body)) : undefined;
      if (form) headers["content-type"] ??= "application/x-www-form-urlencoded;charset=UTF-8";
      if (body) headers["content-length"] = String(body.length);
      const call = request(String(input), { agent, method: init.method ?? "GET", headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const status = response.statusCode ?? 0;
          const received = new Headers();
          for (const line of response.headers["set-cookie"] ?? []) received.append("set-cookie", line);
          for (const name of ["content-type", "location"]) {
            const value = response.headers[name];
            if (typeof value === "string") received.set(name, value);
          }
          const bare = status === 204 || status === 304 || (status >= 300 && status < 400);
          resolve(new Response(bare ? null : Buffer.concat(chunks), { status, headers: received }));
        });
      });
      call.on("error", reject);
      call.end(body);
    });
}
