import { useTranslations } from "next-intl";
import { ButtonLink } from "@/lib/ui/button-link";
import { EmptyState } from "@/lib/ui/empty-state";

/** In place of the bench of a bounty that takes no answers. */
export default function NoMore() {
  const t = useTranslations("bench");
  return (
    <EmptyState
      wholePage
      title={t("noMoreTitle")}
      action={
        <ButtonLink href="/" kind="ink">
          {t("findAnother")}
        </ButtonLink>
      }
    >
      {t("noMoreWords")}
    </EmptyState>
  );
}
