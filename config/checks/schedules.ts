/** Schedules are AWS cron expressions; Glue takes no others. */
import { cronFault, GLUE_CRON } from "../cron";
import { entriesOf, type EstateDraft } from "../draft";
import type { Finding } from "../problem";

export function schedulesRun({ cost }: EstateDraft): readonly Finding[] {
  return entriesOf(cost?.exports).flatMap(([kind, { crawlerSchedule }]): Finding[] => {
    const fault = crawlerSchedule === undefined ? undefined : cronFault(crawlerSchedule, GLUE_CRON);
    return fault === undefined ? [] : [{ path: ["cost", "exports", kind, "crawlerSchedule"], ...fault }];
  });
}
