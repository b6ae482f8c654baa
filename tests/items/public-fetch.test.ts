import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { publicFetch } from "@/lib/adapters/public-fetch";
import { isPublicAddress } from "@/lib/adapters/public-request";
import { all } from "../import/bytes";

const LIMITS = { maxBytes: 1_000 };
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return `http://files.example:${(server.address() as AddressInfo).port}`;
}

/** As if this machine were on the public internet under every name, and 10.0.0.1 a private place. */
const here = publicFetch({
  isAllowed: (address) => address === "127.0.0.1",
  resolve: async (host) => [{ address: host === "inside.example" ? "10.0.0.1" : "127.0.0.1", family: 4 }],
});

describe("addresses of the public internet", () => {
  test.each(["8.8.8.8", "1.1.1.1", "172.32.0.1", "2606:4700::1111", "2a00:1450:4001::200e"])("%s is one", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
  test.each([
    ...["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"],
    ...[
      "255.255.255.255",
      "198.18.0.1",
      "::1",
      "::",
      "fe80::1",
      "fc00::1",
      "ff02::1",
      "::ffff:127.0.0.1",
      "::ffff:8.8.8.8",
    ],
    ...["64:ff9b::7f00:1", "2002:7f00:1::", "2001::1", "2001:db8::1", "fe80::1%eth0", "localhost", "", "0x7f000001"],
  ])("%s is none", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe("a fetch", () => {
  test("default: the bytes, and the file's name", async () => {
    const base = await serve((_, answer) => answer.end("text\nhello\n"));
    const file = await here(`${base}/in/my%20rows.csv?x=1`, LIMITS);
    expect(file.name).toBe("my rows.csv");
    expect(Buffer.concat(await all(file.bytes)).toString()).toBe("text\nhello\n");
  });

  test.each([
    "http://127.0.0.1/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://169.254.169.254/latest/meta-data",
    "http://0x7f.1/",
    "http://2130706433/",
    "http://localhost/",
  ])("behavior: %s is refused before anything is sent", async (url) => {
    await expect(publicFetch()(url, LIMITS)).rejects.toMatchObject({
      code: "invalid_input",
      message: expect.stringContaining("not one of the public internet"),
    });
  });

  test("behavior: a name with one private address among public ones is refused", async () => {
    const fetchUrl = publicFetch({
      resolve: async () => [
        { address: "8.8.8.8", family: 4 },
        { address: "10.0.0.1", family: 4 },
      ],
    });
    await expect(fetchUrl("http://two.example/", LIMITS)).rejects.toThrow(/public internet/);
  });

  test.each(["file:///etc/passwd", "ftp://a.example/", "gopher://a/", "nothing", "http://u:p@a.example/"])(
    "behavior: %s is no address to fetch",
    async (url) => {
      await expect(here(url, LIMITS)).rejects.toMatchObject({ code: "invalid_input" });
    },
  );

  test("behavior: a redirect is followed, and looked at anew: not to a private place, not for ever", async () => {
    let asked = 0;
    const base = await serve((request, answer) => {
      asked += 1;
      const to = { "/one": "/two", "/in": "http://inside.example/", "/round": "/round", "/file": "file:///etc/passwd" };
      const location = to[request.url as keyof typeof to];
      if (location === undefined) answer.end("here");
      else answer.writeHead(302, { location }).end();
    });
    expect(Buffer.concat(await all((await here(`${base}/one`, LIMITS)).bytes)).toString()).toBe("here");
    await expect(here(`${base}/in`, LIMITS)).rejects.toThrow(/public internet/);
    await expect(here(`${base}/file`, LIMITS)).rejects.toThrow(/not an address/);
    asked = 0;
    await expect(here(`${base}/round`, LIMITS)).rejects.toThrow(/more than 5 times/);
    expect(asked).toBe(6);
  });

  test("behavior: too large is refused, announced or not; an answer that is none, or breaks off, is told", async () => {
    const base = await serve((request, answer) => {
      if (request.url === "/said") answer.writeHead(200, { "content-length": "1001" }).end("x".repeat(1_001));
      else if (request.url === "/more") answer.end("x".repeat(5_000));
      else if (request.url === "/cut")
        answer.writeHead(200, { "content-length": "900" }).write("x", () => answer.destroy());
      else answer.writeHead(404).end();
    });
    await expect(here(`${base}/said`, LIMITS)).rejects.toMatchObject({ code: "too_large" });
    const whole = async (path: string) => all((await here(`${base}${path}`, LIMITS)).bytes);
    await expect(whole("/more")).rejects.toMatchObject({ code: "too_large" });
    await expect(whole("/cut")).rejects.toMatchObject({ code: "invalid_input" });
    await expect(here(`${base}/none`, LIMITS)).rejects.toThrow(/answered 404/);
  });
});
