import { z } from "zod";

/** An object in a bucket that speaks S3, or all that lie below a prefix. The keys are used for this one request and kept nowhere. */
export const BucketInput = z
  .object({
    /** `https://s3.eu-central-1.amazonaws.com`, or where else the bucket is served. */
    endpoint: z.url("the address of the storage, https://…").max(300),
    region: z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/, "a region such as eu-central-1")
      .default("us-east-1"),
    bucket: z.string().regex(/^[a-zA-Z0-9._-]{1,255}$/, "the name of a bucket"),
    key: z
      .string()
      .min(1, "the name of the object")
      .max(1_024)
      .refine((key) => !key.split("/").some((part) => part === "." || part === ".."), "a name without . and ..")
      .optional(),
    /** Instead of `key`: every object of the format whose name begins so comes in, as one import. */
    prefix: z.string().max(1_024).optional(),
    accessKeyId: z.string().min(1).max(200).optional(),
    secretAccessKey: z.string().min(1).max(200).optional(),
  })
  .refine(({ accessKeyId, secretAccessKey }) => (accessKeyId === undefined) === (secretAccessKey === undefined), {
    error: "both keys, or none for a public object",
    path: ["secretAccessKey"],
  })
  .refine(({ key, prefix }) => (key === undefined) !== (prefix === undefined), {
    error: "the name of one object, or the prefix of many",
    path: ["key"],
  });
