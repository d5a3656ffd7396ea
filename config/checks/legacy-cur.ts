/** The legacy report must be written in the one way that Athena reads: AWS refuses the other combinations on apply. */
import type { EstateDraft } from "../draft";
import type { Finding } from "../problem";

const ATHENA_NEEDS = "Athena needs Parquet, OVERWRITE_REPORT and no other artifact";

export function legacyCurSuitsAthena({ cost }: EstateDraft): readonly Finding[] {
  const report = cost?.exports?.legacyCur;
  if (report === undefined) return [];
  const { format, versioning, artifacts } = report;
  const at = (key: string, message: string, fix: string): Finding => ({
    path: ["cost", "exports", "legacyCur", key],
    message,
    fix,
  });
  return [
    ...(format === undefined || format === "Parquet" ? [] : [at("format", ATHENA_NEEDS, "write Parquet or remove it")]),
    ...(versioning === undefined || versioning === "OVERWRITE_REPORT"
      ? []
      : [at("versioning", ATHENA_NEEDS, "write OVERWRITE_REPORT or remove it")]),
    ...(artifacts === undefined ? [] : artifactFindings(artifacts, at)),
  ];
}

function artifactFindings(
  artifacts: readonly (string | undefined)[],
  at: (key: string, message: string, fix: string) => Finding,
): readonly Finding[] {
  const fix = "write artifacts: [ATHENA] or remove it";
  const shown = JSON.stringify(artifacts);
  if (artifacts.includes(undefined)) return [];
  if (!artifacts.includes("ATHENA"))
    return [{ ...at("artifacts", "lacks ATHENA, which the catalogue reads", fix), value: shown }];
  return artifacts.every((artifact) => artifact === "ATHENA")
    ? []
    : [{ ...at("artifacts", ATHENA_NEEDS, fix), value: shown }];
}
