/** Lease tokens: AES-256-GCM over bounty, account and item, under a key of this installation. */
import { createCipheriv, createDecipheriv, hkdfSync, randomFillSync } from "node:crypto";
import type { Seal } from "@/lib/assignments/ports";
import type { AccountNo, BountyNo, ItemNo } from "@/lib/kernel/ids";

const IV_BYTES = 12;
const LEASE_BYTES = 20;
const TAG_BYTES = 16;
const TOKEN_BYTES = IV_BYTES + LEASE_BYTES + TAG_BYTES;
const TOKEN = /^[A-Za-z0-9_-]{64}$/;

/**
 * All tokens are 64 characters and look like chance: the same lease sealed twice gives two tokens, and nobody can tell
 * whether two name the same item. With another secret, the old tokens no longer open.
 */
export function createSeal(secret: string): Seal {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "assay lease token v1", 32));
  const nextIv = ivs();
  return {
    seal: ({ bountyNo, accountNo, itemNo }) => {
      const plain = Buffer.alloc(LEASE_BYTES);
      plain.writeBigInt64BE(bountyNo, 0);
      plain.writeBigInt64BE(accountNo, 8);
      plain.writeInt32BE(itemNo, 16);
      const iv = nextIv();
      const cipher = createCipheriv("aes-256-gcm", key, iv);
      return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString("base64url");
    },
    open: (token) => {
      if (!TOKEN.test(token)) return undefined;
      const bytes = Buffer.from(token, "base64url");
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, IV_BYTES));
      decipher.setAuthTag(bytes.subarray(TOKEN_BYTES - TAG_BYTES));
      try {
        const sealed = bytes.subarray(IV_BYTES, TOKEN_BYTES - TAG_BYTES);
        const plain = Buffer.concat([decipher.update(sealed), decipher.final()]);
        return {
          bountyNo: plain.readBigInt64BE(0) as BountyNo,
          accountNo: plain.readBigInt64BE(8) as AccountNo,
          itemNo: plain.readInt32BE(16) as ItemNo,
        };
      } catch {
        return undefined; // not sealed with our key, or changed on the way
      }
    },
  };
}

/** Random initialisation vectors, fetched many at a time: one call for chance a token is a tenth of its cost. */
function ivs(): () => Buffer {
  const pool = Buffer.alloc(256 * IV_BYTES);
  let at = pool.length;
  return () => {
    if (at === pool.length) {
      randomFillSync(pool);
      at = 0;
    }
    at += IV_BYTES;
    return pool.subarray(at - IV_BYTES, at);
  };
}
