"use client";
/** Where a file is dropped or chosen; once it is there, its name and what was read of it. */
import { useTranslations } from "next-intl";
import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { Button } from "@/lib/ui/button";
import { Icon } from "@/lib/ui/icon";

export interface FileDropProps {
  /** What is wanted: `"Drop a CSV, JSONL or zip of images"`. */
  label: string;
  hint: ReactNode;
  /** As in an input: `".csv,.jsonl,.zip"`. */
  accept: string;
  onFile: (file: File) => void;
  /** The file that is in: its name and a line about it. */
  file?: { name: string; note: ReactNode };
  disabled?: boolean;
}

export function FileDrop({ label, hint, accept, onFile, file, disabled = false }: FileDropProps) {
  const t = useTranslations("ui");
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    const dropped = event.dataTransfer.files[0];
    if (dropped !== undefined && !disabled) onFile(dropped);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is the one for keys
    <div
      className="ui-drop"
      data-over={over ? "" : undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(!disabled);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Icon name="file" />
      <div className="ui-drop-words">
        <strong>{file?.name ?? label}</strong>
        <span className="ui-second">{file?.note ?? hint}</span>
      </div>
      <input
        ref={input}
        type="file"
        className="sr-only"
        tabIndex={-1}
        aria-label={label}
        accept={accept}
        disabled={disabled}
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (chosen !== undefined) onFile(chosen);
        }}
      />
      <Button disabled={disabled} onClick={() => input.current?.click()}>
        {t(file === undefined ? "chooseFile" : "replace")}
      </Button>
    </div>
  );
}
