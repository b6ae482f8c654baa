import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { createSiweMessage, parseSiweMessage as viemParse } from "viem/siwe";
import { describe, expect, test } from "vitest";
import { checksumAddress } from "@/lib/annotators/account";
import { me, newNonce, signIn } from "@/lib/annotators/service";
import { parseSiweMessage, type SiweFields, siweMessage } from "@/lib/annotators/siwe-message";
import { ANONYMOUS } from "@/lib/kernel/caller";
import { annotatorDesk } from "./desk";

const wallet = privateKeyToAccount(generatePrivateKey());
const stranger = privateKeyToAccount(generatePrivateKey());

async function signedMessage(desk: ReturnType<typeof annotatorDesk>, change: Partial<SiweFields> = {}) {
  const terms = await newNonce(desk, ANONYMOUS, { origin: "http://localhost:3000/bounties" });
  const message = siweMessage({ ...terms, address: wallet.address, ...change });
  return { message, signature: await wallet.signMessage({ message }) };
}

describe("a sign-in message", () => {
  const fields: SiweFields = {
    domain: "assay.example",
    address: wallet.address,
    statement: "Sign in to Assay.",
    uri: "https://assay.example",
    chainId: 31337,
    nonce: "0123456789abcdef",
    issuedAt: "2026-11-24T12:00:00.000Z",
    expiresAt: "2026-11-24T12:10:00.000Z",
  };

  test("default: is what viem writes for the same fields, and both read it back", () => {
    const message = siweMessage({ ...fields, address: wallet.address.toLowerCase() });
    const { expiresAt: _, notBefore: __, ...same } = fields;
    const theirs = createSiweMessage({
      ...same,
      address: wallet.address,
      version: "1",
      issuedAt: new Date(fields.issuedAt),
      expirationTime: new Date(fields.expiresAt),
    });
    expect(message).toBe(theirs);
    expect(parseSiweMessage(message)).toEqual(fields);
    expect(viemParse(message)).toMatchObject({ address: wallet.address, nonce: fields.nonce, chainId: 31337 });
  });

  test("behavior: the address carries its EIP-55 checksum", () => {
    const known = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"; // from EIP-55
    expect(checksumAddress(known.toLowerCase())).toBe(known);
    expect(parseSiweMessage(siweMessage(fields).replace(wallet.address, wallet.address.toLowerCase()))).toBeUndefined();
  });

  test("behavior: anything more, less or out of order is no message", () => {
    const message = siweMessage(fields);
    const changed = [
      `${message}\nResources:\n- https://evil.example`,
      `${message}\n`,
      message.replace("Version: 1", "Version: 2"),
      message.replace("\nNonce: 0123456789abcdef", ""),
      message.replace("Chain ID: 31337", "Chain ID: 0x7a69"),
      message.replace("2026-11-24T12:10", "2026-13-24T12:10"),
      message.replace("Sign in to Assay.", "Sign in to Assay.\n\nURI: https://evil.example"),
      ` ${message}`,
    ];
    for (const text of changed) expect(parseSiweMessage(text), text).toBeUndefined();
  });
});

describe("signing in", () => {
  test("default: the account of the address, the same at every sign-in", async () => {
    const desk = annotatorDesk();
    const first = await signIn(desk, ANONYMOUS, await signedMessage(desk));
    expect(first.address).toBe(wallet.address.toLowerCase());
    expect((await signIn(desk, ANONYMOUS, await signedMessage(desk))).no).toBe(first.no);
    expect(await me(desk, { kind: "account", ...first })).toEqual({
      account: { address: first.address },
      sessionKeys: 0,
    });
  });

  test("behavior: the nonce names the caller's origin when it is ours, else our own", async () => {
    const desk = annotatorDesk();
    expect(await newNonce(desk, ANONYMOUS, { origin: "http://localhost:3000" })).toMatchObject({
      domain: "localhost:3000",
      uri: "http://localhost:3000",
    });
    expect(await newNonce(desk, ANONYMOUS, { origin: "https://evil.example" })).toMatchObject({
      domain: "assay.example",
      uri: "https://assay.example",
    });
  });

  test("behavior: a message used before is refused, also when both come at once", async () => {
    const desk = annotatorDesk();
    const signed = await signedMessage(desk);
    const both = await Promise.allSettled([signIn(desk, ANONYMOUS, signed), signIn(desk, ANONYMOUS, signed)]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(signIn(desk, ANONYMOUS, signed)).rejects.toMatchObject({
      code: "unauthenticated",
      message: expect.stringMatching(/used before/),
    });
  });

  test.each([
    ["another site's domain", { domain: "evil.example" }, /is for evil\.example, not for assay\.example/],
    ["a domain that leads elsewhere", { uri: "https://evil.example/x" }, /leads to https:\/\/evil\.example/],
    ["another chain", { chainId: 1 }, /for chain 1; this is chain 31337. Switch the network/],
    ["an expired message", { expiresAt: "2026-11-24T11:59:59.000Z" }, /has expired/],
    ["a message for later", { notBefore: "2026-11-24T12:05:00.000Z" }, /not good before/],
    ["a message from long ago", { issuedAt: "2026-11-24T11:40:00.000Z" }, /ten minutes/],
    ["a message from the future", { issuedAt: "2026-11-24T12:20:00.000Z" }, /clock/],
    ["a nonce that is not ours", { nonce: "ffffffffffffffff" }, /not ours/],
  ])("behavior: %s is refused in words of its own", async (_, change, reason) => {
    const desk = annotatorDesk();
    const signed = await signedMessage(desk, change);
    await expect(signIn(desk, ANONYMOUS, signed)).rejects.toMatchObject({
      code: "unauthenticated",
      message: expect.stringMatching(reason),
    });
  });

  test("behavior: a nonce dies after ten minutes, whatever the message says", async () => {
    const desk = annotatorDesk();
    const signed = await signedMessage(desk, { expiresAt: "2026-11-25T12:00:00.000Z" });
    desk.clock.nowMs += 10 * 60_000;
    await expect(signIn(desk, ANONYMOUS, signed)).rejects.toThrow(/not ours/);
  });

  test("behavior: another account's signature is refused, and so is garbage", async () => {
    const desk = annotatorDesk();
    const { message } = await signedMessage(desk);
    const signature = await stranger.signMessage({ message });
    await expect(signIn(desk, ANONYMOUS, { message, signature })).rejects.toThrow(/signature is not by 0x/);
    await expect(signIn(desk, ANONYMOUS, { message: "let me in", signature })).rejects.toMatchObject({
      code: "malformed",
    });
    await expect(signIn(desk, ANONYMOUS, { message })).rejects.toMatchObject({ code: "invalid_input" });
  });
});
