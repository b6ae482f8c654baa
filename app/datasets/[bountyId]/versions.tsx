import { useTranslations } from "next-intl";
import type { DatasetView } from "@/lib/export/dataset";
import { Hash } from "@/lib/ui/hash";

/** The released versions: none is ever changed, and what moved between two can be read. */
export function Versions({ dataset }: { readonly dataset: DatasetView }) {
  const t = useTranslations("dataset");
  const { versions, id } = dataset;
  if (versions.length === 0) return null;
  return (
    <div className="mt-6">
      <h3 className="mb-2 text-sm font-[550]">{t("versions")}</h3>
      <ul className="grid gap-2 text-sm">
        {[...versions].reverse().map(({ version, rows, sha256, licence }) => (
          <li key={version} className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <strong className="font-[550]">v{version}</strong>
            <span className="text-ink-3">{t("versionItems", { count: rows })}</span>
            <span className="text-ink-3">{licence ?? t("noLicence")}</span>
            <Hash hash={sha256} what={t("checksumVersion", { version })} />
            <a href={`/api/v1/datasets/${id}/export?format=jsonl&version=${version}`}>JSONL</a>
            {version > 1 && (
              <a href={`/api/v1/datasets/${id}/versions/diff?from=${version - 1}&to=${version}`}>
                {t("changedSince", { version: version - 1 })}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
