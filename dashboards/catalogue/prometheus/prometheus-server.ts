/** What every scrape leaves behind. */
import { family, flag, gauge } from "../family";

export const prometheusServer = family({
  name: "prometheus",
  source: "https://prometheus.io/docs/concepts/jobs_instances/",
  metrics: {
    up: flag(),
    scrape_duration_seconds: gauge("s"),
    scrape_samples_scraped: gauge("{sample}"),
    scrape_samples_post_metric_relabeling: gauge("{sample}"),
    scrape_series_added: gauge("{series}"),
  },
});
