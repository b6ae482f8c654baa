/** Fineness: mean tempered certainty in parts per thousand, in its cut-corner cartouche; dashed while unknown. */

import { useTranslations } from "next-intl";

export interface FinenessProps {
  /** 0…1000, or `null` while there are too few labels to say. */
  permille: number | null;
  size?: "normal" | "large";
}

export function Fineness({ permille, size = "normal" }: FinenessProps) {
  const t = useTranslations("ui");
  const words = permille === null ? t("finenessUnknown") : t("fineness", { permille: Math.floor(permille) });
  return (
    <svg
      className="ui-fineness"
      viewBox="0 0 46 22"
      role="img"
      aria-label={words}
      data-size={size}
      data-unknown={permille === null ? "" : undefined}
    >
      <path d="M5 .75h36L45.25 5v12L41 21.25H5L.75 17V5z" strokeWidth={size === "large" ? 0.8 : 1.1} />
      <text x="23" y="15.3">
        {permille === null ? "—" : Math.floor(permille).toString().padStart(3, "0")}
      </text>
    </svg>
  );
}
