"use client";

import Form from "next/form";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import type { BountyCounts } from "@/lib/bounties/bounty-view";
import { Button } from "@/lib/ui/button";
import { Checkbox } from "@/lib/ui/checkbox";
import { formatCount } from "@/lib/ui/format-number";
import { SegmentLinks } from "@/lib/ui/segment-links";
import { Select } from "@/lib/ui/select";
import { TextInput } from "@/lib/ui/text-input";
import { type MarketSearch, marketHref, SORTS } from "./market-query";

const KINDS = ["text", "image"] as const;

type Props = { readonly search: MarketSearch; readonly counts: BountyCounts };

/** Search, kind, what is open to the reader, order: all of it in the address. A change is sent at once; without script by a button. */
export function MarketFilters({ search, counts }: Props) {
  const t = useTranslations("market");
  const form = useRef<HTMLFormElement>(null);
  const send = () => form.current?.requestSubmit();
  return (
    <Form
      ref={form}
      action="/"
      role="search"
      scroll={false}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 py-4"
      key={marketHref(search, {})}
    >
      <div className="w-full md:w-[220px]">
        <TextInput
          label={t("search")}
          hideLabel
          icon="search"
          type="search"
          name="q"
          placeholder={t("search")}
          defaultValue={search.q}
        />
      </div>
      <div className="max-md:w-full max-md:min-w-0 md:flex-1">
        <SegmentLinks
          label={t("taskType")}
          links={[
            link(search, "", t("all"), counts.total),
            ...KINDS.map((kind) => link(search, kind, t(kind), counts.byKind[kind] ?? 0)),
          ]}
        />
      </div>
      {search.kind && <input type="hidden" name="kind" value={search.kind} />}
      <Checkbox name="me" value="1" defaultChecked={search.forMe} onChange={send}>
        {t("openToMe")}
      </Checkbox>
      <div className="max-md:flex-1">
        <Select
          label={t("sort")}
          hideLabel
          name="sort"
          options={SORTS.map((value) => ({ value, label: t(`sort-${value}`) }))}
          defaultValue={search.sort}
          onChange={send}
        />
      </div>
      <noscript>
        <Button type="submit">{t("apply")}</Button>
      </noscript>
    </Form>
  );
}

function link(search: MarketSearch, kind: string, label: string, count: number) {
  return {
    href: marketHref(search, { kind }),
    label,
    current: search.kind === kind,
    count: formatCount(count),
  };
}
