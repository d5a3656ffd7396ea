/** The rules over more than one value of an estate, in no particular order: problems are told in the order of the file. */
import type { EstateDraft } from "../draft";
import type { Finding } from "../problem";
import { accountIdsDiffer } from "./account-ids";
import { arnsFit } from "./arns";
import { bucketNamesFit } from "./bucket-names";
import { choicesAreMade } from "./choices";
import { additionsHold } from "./collector";
import { costBucketHolds } from "./cost-bucket";
import { givenSourcesFit, monitoringAccountIsRead } from "./data-sources";
import { destinationsStand } from "./destinations";
import { containersFit } from "./ecs-containers";
import { servicePlacesFit } from "./ecs-places";
import { tasksFit } from "./ecs-tasks";
import { costTagsDiffer, exportNamesDiffer } from "./exports";
import { providerTokensAreOurs, tokensOverlap } from "./grafana-access";
import { grafanaPlanSuffices } from "./grafana-plan";
import { foldersExist, ssoFits, teamNamesDiffer } from "./grafana-people";
import { groupsHaveOneRole, platformIsDescribed } from "./grafana-platform";
import { privateWaysFit } from "./grafana-private";
import { keysStayApart } from "./keys";
import { legacyCurSuitsAthena } from "./legacy-cur";
import { fallbacksEnd, onCallCovers } from "./on-call";
import { referencesResolve } from "./references";
import { costIsCommercial, regionsExist } from "./regions";
import { entriesDiffer } from "./repeats";
import { schedulesRun } from "./schedules";
import { keptMetricsCount, usageFits } from "./telemetry-allow-list";
import { fleetHolds } from "./telemetry-fleet";
import { logBufferHolds, redactionRuns } from "./telemetry-logs";
import { cloudWatchHasTakers } from "./telemetry-cloudwatch";
import { unitsHaveCost } from "./units";

/** A pure rule: what it finds wrong in an estate, as far as that could be read. */
export type CrossCheck = (estate: EstateDraft) => readonly Finding[];

export const crossChecks: readonly CrossCheck[] = [
  referencesResolve,
  choicesAreMade,
  accountIdsDiffer,
  keysStayApart,
  regionsExist,
  arnsFit,
  entriesDiffer,
  grafanaPlanSuffices,
  platformIsDescribed,
  groupsHaveOneRole,
  foldersExist,
  teamNamesDiffer,
  ssoFits,
  privateWaysFit,
  tokensOverlap,
  providerTokensAreOurs,
  unitsHaveCost,
  bucketNamesFit,
  costIsCommercial,
  costBucketHolds,
  exportNamesDiffer,
  costTagsDiffer,
  legacyCurSuitsAthena,
  schedulesRun,
  onCallCovers,
  fallbacksEnd,
  givenSourcesFit,
  monitoringAccountIsRead,
  additionsHold,
  destinationsStand,
  cloudWatchHasTakers,
  containersFit,
  tasksFit,
  servicePlacesFit,
  logBufferHolds,
  redactionRuns,
  fleetHolds,
  keptMetricsCount,
  usageFits,
];
