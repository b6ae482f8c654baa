"use client";

import { useEffect, useState } from "react";
import { RENDERERS } from "@/lib/task-types/renderers";
import type { Renderer } from "@/lib/task-types/task-type";
import { Button } from "@/lib/ui/button";
import { IconButton } from "@/lib/ui/icon-button";
import { KeyCap } from "@/lib/ui/key-cap";
import { Step } from "@/lib/ui/step";
import { TextArea } from "@/lib/ui/text-area";
import { TextInput } from "@/lib/ui/text-input";
import type { Draft } from "./draft";

type Props = {
  readonly draft: Draft;
  readonly done: boolean;
  readonly locked: boolean;
  readonly errors: Readonly<Partial<Record<keyof Draft, string>>>;
  /** The first item, for the preview of the bench. */
  readonly first: { readonly id: string; readonly payload: unknown } | undefined;
  readonly items: number;
  onChange(part: Partial<Draft>): void;
};

const KEYS = "123456789ABCDEFHIJKLMNOPQTVWXYZ";
const MOST_LABELS = 64;

/** Step 2: what is asked, with which labels, and how the bench will look on the first item. */
export function TaskStep({ draft, done, locked, errors, first, items, onChange }: Props) {
  return (
    <Step number={2} title="Task" done={done}>
      <fieldset disabled={locked} className="grid gap-6">
        <TextInput
          label="Title"
          hint="What annotators see in the market."
          error={errors.title}
          value={draft.title}
          onChange={(event) => onChange({ title: event.target.value })}
          maxLength={200}
        />
        <TextInput
          label="Question"
          hint="Asked of each item: What does the customer want?"
          error={errors.question}
          value={draft.question}
          onChange={(event) => onChange({ question: event.target.value })}
          maxLength={300}
        />
        <div className="grid gap-6 md:grid-cols-2">
          <Labels labels={draft.labels} error={errors.labels} onChange={(labels) => onChange({ labels })} />
          <div className="grid content-start gap-6">
            <TextArea
              label="Guidelines"
              aside="Markdown"
              hint="When does which label fit? Say what to do when two do."
              rows={6}
              value={draft.guidelines}
              onChange={(event) => onChange({ guidelines: event.target.value })}
              maxLength={20_000}
            />
            {first && <Preview draft={draft} first={first} items={items} />}
          </div>
        </div>
      </fieldset>
    </Step>
  );
}

type LabelsProps = {
  readonly labels: readonly string[];
  readonly error: string | undefined;
  onChange(labels: string[]): void;
};

function Labels({ labels, error, onChange }: LabelsProps) {
  const set = (at: number, value: string) => onChange(labels.map((label, i) => (i === at ? value : label)));
  const paste = (at: number, text: string) => {
    const lines = text
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean);
    onChange([...labels.slice(0, at), ...lines, ...labels.slice(at + 1)].slice(0, MOST_LABELS));
  };
  return (
    <div className="grid content-start gap-2">
      <p className="flex justify-between">
        <strong className="font-medium">Labels</strong>
        <span className="text-ink-3">key · name</span>
      </p>
      <ol className="grid">
        {labels.map((label, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a label is its place in the list; its text changes while it is typed
          <li key={i} className="flex items-center gap-3 border-b border-rule py-1">
            <KeyCap>{KEYS[i] ?? "·"}</KeyCap>
            <input
              aria-label={`Label ${i + 1}`}
              className="min-h-9 min-w-0 flex-1 bg-transparent"
              placeholder={i === 0 ? "Card not arrived" : "Another label"}
              value={label}
              maxLength={80}
              onChange={(event) => set(i, event.target.value)}
              onPaste={(event) => {
                const text = event.clipboardData.getData("text");
                if (!text.includes("\n")) return;
                event.preventDefault();
                paste(i, text);
              }}
            />
            <IconButton
              icon="cross"
              label={`Remove label ${i + 1}`}
              disabled={labels.length <= 2}
              onClick={() => onChange(labels.filter((_, at) => at !== i))}
            />
          </li>
        ))}
      </ol>
      {error && (
        <p className="text-sm text-fail" role="alert">
          {error}
        </p>
      )}
      <div>
        <Button
          kind="plain"
          icon="plus"
          disabled={labels.length >= MOST_LABELS}
          onClick={() => onChange([...labels, ""])}
        >
          Add a label
        </Button>
      </div>
    </div>
  );
}

type PreviewProps = { readonly draft: Draft; readonly first: NonNullable<Props["first"]>; readonly items: number };

function Preview({ draft, first, items }: PreviewProps) {
  const [renderer, setRenderer] = useState<Renderer<unknown, unknown, unknown>>();
  const [chosen, setChosen] = useState<unknown>();
  useEffect(() => void RENDERERS.choice().then((loaded) => setRenderer(loaded.default)), []);
  if (!renderer) return null;
  const config = { question: draft.question, labels: draft.labels.map((label) => label.trim()).filter(Boolean) };
  const { Item, Answer } = renderer;
  const assetUrl = (sha256: string) => `/api/v1/assets/${sha256}`;
  return (
    <div className="grid gap-1">
      <strong className="font-medium">The bench, on your first item</strong>
      <div className="ui-preview">
        <div className="ui-preview-head">
          <span>1 of {items}</span>
          <span className="num">{first.id}</span>
        </div>
        <div className="grid gap-3 p-3">
          <Item config={config} payload={first.payload} assetUrl={assetUrl} />
          <Answer
            config={config}
            payload={first.payload}
            assetUrl={assetUrl}
            draft={chosen}
            onChange={setChosen}
            suggestion={undefined}
            readOnly={false}
            hotkeys={false}
          />
        </div>
      </div>
    </div>
  );
}
