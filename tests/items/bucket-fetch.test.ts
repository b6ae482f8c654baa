import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bucketFetch } from "@/lib/adapters/bucket-fetch";
import { get } from "@/lib/bounties/service";
import { ingestFromBucket, listImports } from "@/lib/items/service";
import { S3_KEYS, S3_PLACE, type S3Server, startS3 } from "../adapters/s3-server";
import { draft, memoryRooms, TABLE } from "../bounties/rooms";
import { all } from "../import/bytes";

const LIMITS = { maxBytes: 10_000 };
let s3: S3Server;
beforeAll(async () => {
  s3 = await startS3();
  s3.objects.set("in/my%20rows%2B1.csv", new TextEncoder().encode(TABLE));
});
afterAll(() => s3?.close());

/** As if this machine were on the public internet. */
const fetchBucket = bucketFetch({ isAllowed: (address) => address === "127.0.0.1" });
const place = (more: Record<string, string> = {}) => ({
  ...{ endpoint: s3.endpoint, key: "in/my rows+1.csv", ...S3_PLACE, ...S3_KEYS },
  ...more,
});
const input = { name: "rows.csv", format: "csv" };

test("an object is read whole, signed as AWS's own signer signs", async () => {
  const file = await fetchBucket(place(), LIMITS);
  expect(file.name).toBe("my rows+1.csv");
  expect(Buffer.concat(await all(file.bytes)).toString()).toBe(TABLE);
});

test("its rows come into a bounty, or nothing does", async () => {
  const rooms = { ...(await memoryRooms()), fetchBucket };
  const { owner } = rooms.people;
  const id = await draft(rooms);
  await expect(ingestFromBucket(rooms, owner, id, input, place({ key: "not/there" }))).rejects.toThrow(
    /no such object/,
  );
  const wrong = place({ secretAccessKey: "another" });
  await expect(ingestFromBucket(rooms, owner, id, input, wrong)).rejects.toThrow(/are the keys right/);
  expect(await listImports(rooms, owner, id)).toEqual([]);
  await expect(
    ingestFromBucket(rooms, owner, id, input, { ...place(), secretAccessKey: undefined }),
  ).rejects.toMatchObject({
    errors: [{ at: "secretAccessKey", reason: expect.stringMatching(/both keys/) }],
  });
  expect(await ingestFromBucket(rooms, owner, id, input, place())).toMatchObject({ accepted: 4, gold: 1 });
  expect((await get(rooms, owner, id)).items).toBe(3);
});

test.each([
  "http://127.0.0.1:9000",
  "http://169.254.169.254",
  "http://[::1]:9000",
  "http://10.0.0.3",
  "http://localhost:9000",
])("%s is no address of the public internet: nothing is sent there, no signature either", async (endpoint) => {
  await expect(bucketFetch()(place({ endpoint }), LIMITS)).rejects.toMatchObject({
    code: "invalid_input",
    message: expect.stringContaining("not one of the public internet"),
  });
});

test("keys in the address, and what is no address, are refused", async () => {
  await expect(fetchBucket(place({ endpoint: "http://a:b@127.0.0.1" }), LIMITS)).rejects.toThrow(/name and password/);
  await expect(fetchBucket(place({ endpoint: "ftp://127.0.0.1" }), LIMITS)).rejects.toThrow(/http or https/);
});

test("a name that leads elsewhere is refused, an object may be too large, and a redirect is not followed", async () => {
  const rooms = { ...(await memoryRooms()), fetchBucket };
  const id = await draft(rooms);
  s3.asked.length = 0;
  const astray = ingestFromBucket(rooms, rooms.people.owner, id, input, place({ key: "a/../../other-bucket/x" }));
  await expect(astray).rejects.toMatchObject({ code: "invalid_input", errors: [{ at: "key" }] });
  expect(s3.asked).toEqual([]);
  await expect(fetchBucket(place(), { maxBytes: 10 })).rejects.toMatchObject({ code: "too_large" });
  const asked: string[] = [];
  const away = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(307, { location: "http://127.0.0.1:1/secret" }).end();
  });
  await new Promise<void>((ready) => away.listen(0, "127.0.0.1", ready));
  const endpoint = `http://127.0.0.1:${(away.address() as AddressInfo).port}`;
  await expect(fetchBucket(place({ endpoint }), LIMITS)).rejects.toThrow(/bucket's region/);
  expect(asked).toHaveLength(1);
  away.close();
});
