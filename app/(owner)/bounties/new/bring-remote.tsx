import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/lib/ui/button";
import { Segments } from "@/lib/ui/segments";
import { TextInput } from "@/lib/ui/text-input";
import type { UploadFile } from "./upload";

type Props = { readonly format: string; readonly disabled: boolean; onFile(file: UploadFile): void };

const BUCKET = [
  ["endpoint", "endpoint", "https://s3.eu-central-1.amazonaws.com"],
  ["region", "region", "eu-central-1"],
  ["bucket", "bucket", "my-data"],
  ["key", "object", "2026/rows.parquet"],
  ["accessKeyId", "accessKeyId", ""],
  ["secretAccessKey", "secretAccessKey", ""],
] as const;

const EXAMPLE = "https://example.com/rows.csv";

/** A file that lies elsewhere: at an address, or in a bucket that speaks S3. The server fetches it. */
export function BringRemote({ format, disabled, onFile }: Props) {
  const t = useTranslations("wizard");
  const [kind, setKind] = useState<"url" | "bucket">("url");
  const [url, setUrl] = useState("");
  const [place, setPlace] = useState<Readonly<Record<string, string>>>({});
  const ready = kind === "url" ? URL.canParse(url) : Boolean(place.endpoint && place.bucket && place.key);
  const bring = () => {
    const { key = "", ...rest } = Object.fromEntries(Object.entries(place).filter(([, value]) => value !== ""));
    const what = key.endsWith("/") ? { prefix: key } : { key };
    const remote = kind === "url" ? ({ kind, url } as const) : ({ kind, place: { ...rest, ...what } } as const);
    const name = nameOf(kind === "url" ? new URL(url).pathname : (place.key ?? ""));
    onFile({ name, body: new Blob(), remote, ...(format && { format }) });
  };
  return (
    <div className="grid gap-4">
      <Segments
        name="remoteKind"
        legend={t("whereItLies")}
        value={kind}
        onValueChange={(next) => setKind(next as typeof kind)}
        options={[
          { value: "url", label: t("atAddress") },
          { value: "bucket", label: t("inBucket") },
        ]}
        hint={t("remoteHint")}
      />
      {kind === "url" ? (
        <TextInput
          label={t("address")}
          type="url"
          mono
          placeholder={EXAMPLE}
          value={url}
          onChange={(event) => setUrl(event.target.value)}
        />
      ) : (
        <div className="grid gap-4 sm:grid-cols-2">
          {BUCKET.map(([key, label, placeholder]) => (
            <TextInput
              key={key}
              label={t(label)}
              mono
              autoComplete="off"
              type={key === "secretAccessKey" ? "password" : "text"}
              placeholder={placeholder}
              value={place[key] ?? ""}
              onChange={(event) => setPlace({ ...place, [key]: event.target.value })}
            />
          ))}
        </div>
      )}
      <div>
        <Button disabled={disabled || !ready} onClick={bring}>
          {t("fetchIt")}
        </Button>
      </div>
    </div>
  );
}

const nameOf = (path: string) => decodeURIComponent(path.split("/").filter(Boolean).at(-1) ?? "file");
