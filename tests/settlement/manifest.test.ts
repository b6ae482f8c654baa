import { describe, expect, test } from "vitest";
import { answerDigest, submissionMessage } from "@/lib/annotations/digest";
import { sessionKeyTypedData } from "@/lib/annotators/session-key";
import { isBlind } from "@/lib/bounties/blind";
import {
  type BountyTerms,
  bountyManifest,
  goldLeaf,
  goldSalt,
  itemRoot,
  Manifest,
  manifestHash,
} from "@/lib/bounties/manifest";
import { base64UrlBytes, base64UrlText } from "@/lib/kernel/base64url";
import { canonicalJson } from "@/lib/kernel/canonical-json";
import { sha256Hex, sha256Stream } from "@/lib/kernel/sha256";
import { refereeHash } from "@/lib/referee/fingerprint";
import { REFEREE_ONNX_SHA256 } from "@/lib/twin/twin-file";

const address = (digit: string) => `0x${digit.repeat(40)}` as const;
const items = [3, 1, 2].map((n) => sha256Hex(`item ${n}`));
const terms: BountyTerms = {
  ...{ chainId: 31337, vault: address("a"), ledgerId: "1", token: address("b"), owner: address("c") },
  ...{ title: "Tone", guidelines: "Read it.", taskType: "choice", taskVersion: 1 },
  config: { question: "Tone?", labels: ["good", "bad"] },
  policy: { overlap: 3, blindBps: 2000 },
  ...{ priceUnits: "50000", mostAnswers: 9, deadlineS: 1_790_000_000, betaQ16: 32_768 },
  ...{ items, gold: [{ item: items[0] ?? "", answer: "good" }], secret: "s" },
};

describe("canonicalJson", () => {
  test("default: keys sorted by UTF-16 code units, no spaces, strings as RFC 8785 spells them", () => {
    const value = { "😀": 1, "\ufb33": 2, é: 3, b: [true, null, -0, { z: '\u20ac\n\u000f"', a: 9007199254740991 }] };
    expect(canonicalJson(value)).toBe(
      '{"b":[true,null,0,{"a":9007199254740991,"z":"€\\n\\u000f\\""}],"é":3,"😀":1,"\ufb33":2}',
    );
  });

  test("behavior: refuses what has no one spelling, and says where", () => {
    const cases: [unknown, RegExp][] = [
      [{ a: [1, 0.5] }, /^\$\.a\[1\]: 0\.5 is not a safe integer/],
      [2 ** 53, /not a safe integer/],
      [Number.NaN, /not a safe integer/],
      [{ a: undefined }, /^\$\.a: undefined/],
      [1n, /bigint has no canonical form/],
      [new Date(0), /no canonical form/],
      ["\ud800", /half a surrogate pair/],
      [{ "\udfff": 1 }, /half a surrogate pair/],
    ];
    for (const [value, reason] of cases) expect(() => canonicalJson(value)).toThrow(reason);
  });
});

test("sha256: text and bytes, at once and as a stream, agree with the standard's vectors", () => {
  expect(sha256Hex("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  const stream = sha256Stream();
  stream.update("abcdbcdecdefdefgefghfghighijhi");
  stream.update(new TextEncoder().encode("jkijkljklmklmnlmnomnopnopq"));
  expect(stream.digest()).toBe("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
});

describe("bountyManifest", () => {
  const manifest = bountyManifest(terms);

  test("default: names the referee and commits to items and gold", () => {
    expect(manifest).toMatchObject({ version: 1, itemCount: 3, goldCount: 1, refereeHash: refereeHash(), tauQ10: 666 });
    expect(manifest.itemRoot).toBe(itemRoot(items.toSorted()));
    expect(manifestHash(manifest)).toMatch(/^0x[0-9a-f]{64}$/);
    expect(manifestHash(bountyManifest({ ...terms, items: items.toReversed() }))).toBe(manifestHash(manifest));
  });

  test("behavior: it commits to the referee's ONNX file; one from before there was a file keeps its hash", () => {
    expect(manifest.refereeOnnxSha256).toBe(REFEREE_ONNX_SHA256);
    const { refereeOnnxSha256: _, ...before } = manifest;
    expect(manifestHash(Manifest.parse(before))).toBe(`0x${sha256Hex(canonicalJson(before))}`);
    expect(manifestHash(Manifest.parse(before))).not.toBe(manifestHash(manifest));
  });

  test("behavior: any change of the terms changes the hash", () => {
    const changes: Partial<BountyTerms>[] = [
      { priceUnits: "50001" },
      { guidelines: "Read it twice." },
      { items: items.slice(1) },
      { gold: [{ item: items[0] ?? "", answer: "bad" }] },
      { policy: { overlap: 5, blindBps: 2000 } },
      { config: { question: "Tone?", labels: ["bad", "good"] } },
      { chainId: 1 },
    ];
    const hashes = changes.map((change) => manifestHash(bountyManifest({ ...terms, ...change })));
    expect(new Set([...hashes, manifestHash(manifest)]).size).toBe(changes.length + 1);
  });

  test("behavior: a gold commitment tells nothing without its own salt", () => {
    const [a = "", b = ""] = items;
    expect(goldSalt("s", a)).not.toBe(goldSalt("s", b));
    expect(goldLeaf(a, "good", goldSalt("s", a))).not.toBe(goldLeaf(a, "good", goldSalt("t", a)));
  });

  test("behavior: refuses terms that are none", () => {
    expect(() => bountyManifest({ ...terms, priceUnits: "0.5" })).toThrow(/base units/);
    expect(() => bountyManifest({ ...terms, vault: "0xAB" })).toThrow(/address/);
    expect(() => bountyManifest({ ...terms, items: [] })).toThrow();
  });
});

test("isBlind: the share asked for, the same for everybody, another choice for another bounty", () => {
  const many = Array.from({ length: 5000 }, (_, i) => sha256Hex(`item ${i}`));
  const blind = many.filter((item) => isBlind("0xaa", item, 2000));
  expect(blind.length).toBeGreaterThan(900);
  expect(blind.length).toBeLessThan(1100);
  expect(many.filter((item) => isBlind("0xbb", item, 2000))).not.toEqual(blind);
  expect(many.some((item) => isBlind("0xaa", item, 0))).toBe(false);
  expect(many.every((item) => isBlind("0xaa", item, 10_000))).toBe(true);
});

describe("what is signed", () => {
  const answer = { bounty: `0x${"1".repeat(64)}`, item: items[0] ?? "", answer: "good", shown: null, key: "uuid" };

  test("default: these bytes, once and for all", () => {
    expect(answerDigest(answer)).toBe("f035371bf9bf5054c5c737616cca6087a565a4f578784bf39d5cf9e5e65ba4cf");
    const message = submissionMessage(answer.bounty, [answerDigest(answer)]);
    expect(new TextDecoder().decode(message)).toBe(`Assay submission v1\n${answer.bounty}\n${answerDigest(answer)}`);
  });

  test("behavior: the digest is of everything in it", () => {
    const shown = { model: "0".repeat(64), answer: "good", confidenceQ16: 50_000 };
    const changes = [{ bounty: "0x2" }, { item: "i" }, { answer: "bad" }, { shown }, { key: "other" }];
    const digests = changes.map((change) => answerDigest({ ...answer, ...change }));
    expect(new Set([...digests, answerDigest(answer)]).size).toBe(changes.length + 1);
  });

  test("behavior: a session key is authorised for one account, chain, vault and time", () => {
    const publicKey = base64UrlText(new Uint8Array([1, 2, 3]));
    const data = sessionKeyTypedData({
      chainId: 5,
      vault: address("a"),
      annotator: address("b"),
      publicKey,
      expiresAtS: 9,
    });
    expect(data.domain).toEqual({ name: "Assay", version: "1", chainId: 5, verifyingContract: address("a") });
    expect(data.message).toMatchObject({ annotator: address("b"), expiresAt: 9n });
    expect(data.message.publicKeySha256).toBe(`0x${sha256Hex(new Uint8Array([1, 2, 3]))}`);
  });

  test("behavior: base64url has one spelling", () => {
    expect([...base64UrlBytes("-_8")]).toEqual([251, 255]);
    for (const text of ["-_9", "+/8", "-_8=", "a", "é"]) expect(() => base64UrlBytes(text)).toThrow(TypeError);
  });
});
