"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { Button } from "@/lib/ui/button";
import { FileDrop } from "@/lib/ui/file-drop";
import { formatBytes } from "@/lib/ui/format-number";
import { Section } from "@/lib/ui/section";
import { TextInput } from "@/lib/ui/text-input";
import { Verification } from "./verification";

const BATCH_ID = /bat_[0-9a-z]{20}/;

/** By the batch’s id, or with a file from this machine. */
export function VerifyStart({ terms }: { readonly terms: ChainTerms }) {
  const router = useRouter();
  const [text, setText] = useState("");
  const [error, setError] = useState<string>();
  const [file, setFile] = useState<File>();

  const open = (event: FormEvent) => {
    event.preventDefault();
    const id = BATCH_ID.exec(text)?.[0];
    if (id) return router.push(`/verify/${id}`);
    setError("A batch’s id is bat_ and 20 characters. Copy it from the dataset’s page or from your earnings.");
  };
  return (
    <>
      <Section title="A batch of this server">
        <form
          onSubmit={open}
          className="grid max-w-[40rem] grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3"
          noValidate
        >
          <TextInput
            label="Batch id or link"
            mono
            value={text}
            placeholder="bat_…"
            autoComplete="off"
            spellCheck={false}
            error={error}
            onChange={(event) => {
              setText(event.target.value);
              setError(undefined);
            }}
          />
          <Button kind="ink" type="submit" className="mt-[26px]">
            Verify
          </Button>
        </form>
      </Section>
      <Section title="An evidence file of yours" note="it does not leave this machine">
        <div className="max-w-[40rem]">
          <FileDrop
            label="Drop a batch’s evidence"
            hint="JSON Lines, plain or .gz: the evidence of any batch in this chain’s vault"
            accept=".jsonl,.ndjson,.gz"
            onFile={setFile}
            {...(file && { file: { name: file.name, note: formatBytes(file.size) } })}
          />
        </div>
        {file && (
          <div className="mt-6">
            <Verification
              key={`${file.name}:${file.lastModified}:${file.size}`}
              source={{ file }}
              subject={file.name}
              terms={terms}
              bytes={file.size}
            />
          </div>
        )}
      </Section>
    </>
  );
}
