"use client";
import { useState } from "react";
import { AmountInput } from "@/lib/ui/amount-input";
import { Button } from "@/lib/ui/button";
import { ButtonLink } from "@/lib/ui/button-link";
import { Checkbox } from "@/lib/ui/checkbox";
import { FileDrop } from "@/lib/ui/file-drop";
import { parseAmount } from "@/lib/ui/parse-amount";
import { Says } from "@/lib/ui/says";
import { Section } from "@/lib/ui/section";
import { SegmentLinks } from "@/lib/ui/segment-links";
import { Segments } from "@/lib/ui/segments";
import { Select } from "@/lib/ui/select";
import { Slider } from "@/lib/ui/slider";
import { TextArea } from "@/lib/ui/text-area";
import { TextInput } from "@/lib/ui/text-input";
import { TOKEN } from "./examples";

export function ControlSheet() {
  return (
    <>
      <Section title="Buttons">
        <div className="flex flex-wrap items-center gap-2">
          <Button kind="ink">Settle a batch</Button>
          <Button kind="gold">Claim 41.286 tUSD</Button>
          <Button>Review</Button>
          <Button kind="danger">Close the bounty</Button>
          <Button kind="plain">Cancel</Button>
          <Button disabled>Before</Button>
          <BusyButton />
          <ButtonLink href="/" icon="download">
            Download
          </ButtonLink>
        </div>
        <div className="mt-4 max-w-[400px]">
          <Button kind="gold" size="large" wide>
            Lock 212.160 tUSD and open
          </Button>
          <div className="mt-2.5">
            <Says>
              Moves <strong>212.160 tUSD</strong> into the vault until 14 Dec; what nobody earns comes back to you 7
              days later.
            </Says>
          </div>
        </div>
      </Section>
      <Section title="Fields">
        <div className="grid gap-6 md:grid-cols-3">
          <TextInput label="Title" placeholder="What is asked" hint="One question, as you would ask a person." />
          <PriceField />
          <TextInput
            label="Open until"
            mono
            defaultValue="2025-11-01 18:00"
            error="That is in the past. Choose a day after 22 Nov."
          />
          <TextArea label="Guidelines" aside="Markdown" defaultValue="Choose what the customer wants done." />
          <div className="grid content-start gap-6">
            <Select
              label="Token"
              hint="Your wallet holds 460.300 tUSD."
              options={[{ value: "tusd", label: "tUSD on the dev chain, 0x036c…f7e2" }]}
            />
            <TextInput label="Search" hideLabel icon="search" placeholder="Search bounties" />
          </div>
          <div className="grid content-start gap-6">
            <Slider
              label="Blind slice"
              min={5}
              max={50}
              defaultValue={20}
              unit="%"
              hint="Nobody sees a suggestion on these."
            />
            <TextInput label="Fixed" disabled defaultValue="Not to be changed after funding" />
          </div>
        </div>
      </Section>
      <Choices />
    </>
  );
}

function BusyButton() {
  const [busy, setBusy] = useState(true);
  return (
    <Button kind="ink" busy={busy} busyLabel="Settling, 3 of 41" onClick={() => setBusy(true)}>
      Settle
    </Button>
  );
}

function PriceField() {
  const [text, setText] = useState("0.020");
  const parsed = parseAmount(text, TOKEN.decimals);
  return (
    <AmountInput
      label="Price per answer"
      unit={TOKEN.symbol}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      hint="≈ 12.00 an hour at the 6 s such items take"
      error={parsed.kind === "refused" ? parsed.reason : undefined}
    />
  );
}

function Choices() {
  const [file, setFile] = useState<File>();
  return (
    <Section title="Choices">
      <div className="grid gap-6">
        <Segments
          legend="Task type"
          name="kind"
          defaultValue="text"
          options={[
            { value: "text", label: "Text choice", icon: "text" },
            { value: "multi", label: "Multi-label", icon: "multi" },
            { value: "pair", label: "Pairwise", icon: "pairwise" },
            { value: "spans", label: "Spans", icon: "spans" },
            { value: "image", label: "Image choice", icon: "image" },
            { value: "boxes", label: "Boxes", icon: "boxes", disabled: true },
          ]}
        />
        <SegmentLinks
          label="Filter by task type"
          links={[
            { href: "?type=all", label: "All", count: "38", current: true },
            { href: "?type=text", label: "Text", count: "14", current: false },
            { href: "?type=image", label: "Image", count: "9", current: false },
          ]}
        />
        <div className="flex flex-wrap gap-6">
          <Checkbox defaultChecked>Ask up to 5 while the label is less than .95 certain</Checkbox>
          <Checkbox>Open to me</Checkbox>
          <Checkbox disabled>Not yet</Checkbox>
        </div>
        <FileDrop
          label="Drop a CSV, JSONL or a zip of images"
          hint="Up to 2 GB; it is read here and stays here until you fund"
          accept=".csv,.jsonl,.zip"
          onFile={setFile}
          {...(file !== undefined && { file: { name: file.name, note: `${file.size} bytes` } })}
        />
      </div>
    </Section>
  );
}
