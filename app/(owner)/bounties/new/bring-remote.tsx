import { useState } from "react";
import { Button } from "@/lib/ui/button";
import { Segments } from "@/lib/ui/segments";
import { TextInput } from "@/lib/ui/text-input";
import type { UploadFile } from "./upload";

type Props = { readonly format: string; readonly disabled: boolean; onFile(file: UploadFile): void };

const BUCKET = [
  ["endpoint", "Endpoint", "https://s3.eu-central-1.amazonaws.com"],
  ["region", "Region", "eu-central-1"],
  ["bucket", "Bucket", "my-data"],
  ["key", "Object", "2026/rows.parquet"],
  ["accessKeyId", "Access key id", "empty for a public object"],
  ["secretAccessKey", "Secret access key", ""],
] as const;

/** A file that lies elsewhere: at an address, or in a bucket that speaks S3. The server fetches it. */
export function BringRemote({ format, disabled, onFile }: Props) {
  const [kind, setKind] = useState<"url" | "bucket">("url");
  const [url, setUrl] = useState("");
  const [place, setPlace] = useState<Readonly<Record<string, string>>>({});
  const ready = kind === "url" ? URL.canParse(url) : Boolean(place.endpoint && place.bucket && place.key);
  const bring = () => {
    const given = Object.fromEntries(Object.entries(place).filter(([, value]) => value !== ""));
    const remote = kind === "url" ? ({ kind, url } as const) : ({ kind, place: given } as const);
    const name = nameOf(kind === "url" ? new URL(url).pathname : (place.key ?? ""));
    onFile({ name, body: new Blob(), remote, ...(format && { format }) });
  };
  return (
    <div className="grid gap-4">
      <Segments
        name="remoteKind"
        legend="Where the file lies"
        value={kind}
        onValueChange={(next) => setKind(next as typeof kind)}
        options={[
          { value: "url", label: "At an address" },
          { value: "bucket", label: "In an S3 bucket" },
        ]}
        hint="Fetched from the public internet only. Keys are used for this one file and kept nowhere."
      />
      {kind === "url" ? (
        <TextInput
          label="Address"
          type="url"
          mono
          placeholder="https://example.com/rows.csv"
          value={url}
          onChange={(event) => setUrl(event.target.value)}
        />
      ) : (
        <div className="grid gap-4 sm:grid-cols-2">
          {BUCKET.map(([key, label, placeholder]) => (
            <TextInput
              key={key}
              label={label}
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
          Fetch it
        </Button>
      </div>
    </div>
  );
}

const nameOf = (path: string) => decodeURIComponent(path.split("/").filter(Boolean).at(-1) ?? "file");
