import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bucketFetch } from "@/lib/adapters/bucket-fetch";
import { bucketList } from "@/lib/adapters/bucket-list";
import { get } from "@/lib/bounties/service";
import { ingestFromBucket, listImports } from "@/lib/items/service";
import { S3_KEYS, S3_PLACE, type S3Server, startS3 } from "../adapters/s3-server";
import { draft, memoryRooms, TABLE } from "../bounties/rooms";
import { all } from "../import/bytes";
import { picture } from "./sample-files";

const LIMITS = { maxBytes: 10_000 };
let s3: S3Server;
beforeAll(async () => {
  s3 = await startS3();
  s3.objects.set("in/my%20rows%2B1.csv", new TextEncoder().encode(TABLE));
});
afterAll(() => s3?.close());

/** As if this machine were on the public internet. */
const HERE = { isAllowed: (address: string) => address === "127.0.0.1" };
const fetchBucket = bucketFetch(HERE);
const listBucket = bucketList(HERE);
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

test("all files of a kind below a prefix come in as one import; a bad row is told by its file and line", async () => {
  const put = (name: string, text: string) =>
    s3.objects.set(name.split("/").map(encodeURIComponent).join("/"), new TextEncoder().encode(text));
  put("many/a 1+.csv", "text,gold\nfirst,\nsecond,good\n");
  put("many/b.csv", "text,gold\nthird,bad\nfirst,\nfourth,purple\n");
  put("many/deep/c.csv", "text\nfifth\n");
  put("many/notes.md", "no rows");
  put("other/d.csv", "text\nnever\n");
  const rooms = { ...(await memoryRooms()), fetchBucket, listBucket };
  const { owner } = rooms.people;
  const id = await draft(rooms, { config: { question: "Which?", labels: ["good", "bad"] } });
  const { key: _, ...bucket } = place();
  const from = { ...bucket, prefix: "many/" };
  const dry = await ingestFromBucket(rooms, owner, id, { ...input, dryRun: "true" }, from);
  expect(dry).toMatchObject({ state: "checked", accepted: 4, gold: 2, rejected: 2 });
  expect(await listImports(rooms, owner, id)).toEqual([]);
  const report = await ingestFromBucket(rooms, owner, id, { ...input, onError: "keep" }, from);
  expect(report).toMatchObject({ state: "accepted", accepted: 4, gold: 2, rejected: 2, leftOut: "1 other object" });
  expect(report.errors).toEqual([
    { line: 3, at: "b.csv: text", reason: expect.stringMatching(/row 2 of this file or one before it/) },
    { line: 4, at: "b.csv: gold", reason: expect.stringContaining("purple") },
  ]);
  expect(report.sample.map(({ payload }) => (payload as { text: string }).text)).toEqual([
    ...["first", "second", "third", "fifth"],
  ]);
  expect((await get(rooms, owner, id)).items).toBe(2);
  for (const [wrong, says] of [
    [{ ...from, prefix: "nowhere/" }, /no file of the kind csv below/],
    [{ ...from, secretAccessKey: "another" }, /was not listed: .*are the keys right/],
    [{ ...from, key: "a.csv" }, /one object, or the prefix/],
  ] as const) {
    await expect(ingestFromBucket(rooms, owner, id, input, wrong)).rejects.toThrow(says);
  }
});

test("pictures as they lie in a bucket come in by their names", async () => {
  for (const n of [1, 2, 3]) s3.objects.set(`pictures/${n}.png`, await picture(n));
  s3.objects.set("pictures/4.jpg", new TextEncoder().encode("no picture"));
  const rooms = { ...(await memoryRooms()), fetchBucket: bucketFetch(HERE), listBucket };
  const id = await draft(rooms);
  const { key: _, ...bucket } = place();
  const from = { ...bucket, prefix: "pictures/" };
  const report = await ingestFromBucket(
    rooms,
    rooms.people.owner,
    id,
    { name: "p", format: "zip", onError: "keep" },
    from,
  );
  expect(report).toMatchObject({ accepted: 3, rejected: 1, errors: [{ at: "4.jpg" }] });
  expect(report.sample.map(({ id: name }) => name)).toEqual(["1.png", "2.png", "3.png"]);
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
