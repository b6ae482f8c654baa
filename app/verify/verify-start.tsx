"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
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
  const t = useTranslations("verify");
  const router = useRouter();
  const [text, setText] = useState("");
  const [error, setError] = useState<string>();
  const [file, setFile] = useState<File>();

  const open = (event: FormEvent) => {
    event.preventDefault();
    const id = BATCH_ID.exec(text)?.[0];
    if (id) return router.push(`/verify/${id}`);
    setError(t("idError"));
  };
  return (
    <>
      <Section title={t("byId")}>
        <form
          onSubmit={open}
          className="grid max-w-[40rem] grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3"
          noValidate
        >
          <TextInput
            label={t("idOrLink")}
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
            {t("verify")}
          </Button>
        </form>
      </Section>
      <Section title={t("ownFile")} note={t("ownFileNote")}>
        <div className="max-w-[40rem]">
          <FileDrop
            label={t("drop")}
            hint={t("dropHint")}
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
