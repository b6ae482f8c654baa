"use client";

import { useTranslations } from "next-intl";
import { Section } from "@/lib/ui/section";
import type { ActProps } from "./own-bounty";
import { RefundAct } from "./refund-act";
import { SettleAgain } from "./settle-again";
import { TopUpAct } from "./top-up-act";

/** What the owner may do with the bounty's money. */
export function OwnerActs(props: ActProps) {
  const t = useTranslations("money");
  if (props.view.refund.args === null) return null;
  return (
    <Section title={t("canDo")} note={t("onlyYou")}>
      <div className="grid gap-x-12 gap-y-8 md:grid-cols-2">
        <SettleAgain {...props} />
        <TopUpAct {...props} />
        <RefundAct {...props} />
      </div>
    </Section>
  );
}
