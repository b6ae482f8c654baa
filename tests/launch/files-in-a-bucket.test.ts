import { expect, test } from "vitest";
import { readEnv } from "@/lib/env";

const NEEDED = {
  DATABASE_URL: "postgresql://u:p@host/db",
  RPC_URL: "http://127.0.0.1:8545",
  NEXTAUTH_SECRET: "x".repeat(16),
  ASSAY_SECRET: "y".repeat(16),
};
const BUCKET = {
  ASSAY_S3_ENDPOINT: "https://s3.example",
  ASSAY_S3_BUCKET: "assay",
  ASSAY_S3_ACCESS_KEY_ID: "id",
  ASSAY_S3_SECRET_ACCESS_KEY: "secret",
};

test("files lie in the data folder, unless a bucket is named", () => {
  expect(readEnv(NEEDED).s3).toBeUndefined();
  expect(readEnv({ ...NEEDED, ...BUCKET, ASSAY_S3_PREFIX: "files/" }).s3).toEqual({
    ...{ endpoint: "https://s3.example", bucket: "assay", accessKeyId: "id", secretAccessKey: "secret" },
    ...{ region: "us-east-1", prefix: "files/" },
  });
});

test.each(Object.keys(BUCKET))("a bucket without %s is refused by that name", (name) => {
  expect(() => readEnv({ ...NEEDED, ...BUCKET, [name]: undefined })).toThrow(name);
});

test.each(["files", "/files/", "../", "a/../b/"])("a prefix %j is refused", (prefix) => {
  expect(() => readEnv({ ...NEEDED, ...BUCKET, ASSAY_S3_PREFIX: prefix })).toThrow(/ASSAY_S3_PREFIX/);
});
