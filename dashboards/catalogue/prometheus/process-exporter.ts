/** Processes of hosts, grouped by name. */
import { counter, family, gauge } from "../family";

export const processExporter = family({
  name: "process-exporter",
  source: "https://github.com/ncabatoff/process-exporter#metrics",
  values: {
    groupname: ["nginx", "java", "postgres"],
    mode: ["system", "user"],
    memtype: ["resident", "virtual", "swapped", "proportionalResident", "proportionalSwapped"],
    ctxswitchtype: ["voluntary", "nonvoluntary"],
    state: ["Running", "Sleeping", "Waiting", "Zombie", "Other"],
  },
  metrics: {
    namedprocess_namegroup_num_procs: gauge("{process}", "groupname"),
    namedprocess_namegroup_num_threads: gauge("{thread}", "groupname"),
    namedprocess_namegroup_cpu_seconds_total: counter("s", "groupname", "mode"),
    namedprocess_namegroup_memory_bytes: gauge("By", "groupname", "memtype"),
    namedprocess_namegroup_read_bytes_total: counter("By", "groupname"),
    namedprocess_namegroup_write_bytes_total: counter("By", "groupname"),
    namedprocess_namegroup_open_filedesc: gauge("{file}", "groupname"),
    namedprocess_namegroup_worst_fd_ratio: { ...gauge("1", "groupname"), range: [0, 1] },
    namedprocess_namegroup_states: gauge("{process}", "groupname", "state"),
    namedprocess_namegroup_oldest_start_time_seconds: gauge("timestamp", "groupname"),
    namedprocess_namegroup_context_switches_total: counter("{switch}", "groupname", "ctxswitchtype"),
    namedprocess_namegroup_major_page_faults_total: counter("{fault}", "groupname"),
    namedprocess_namegroup_minor_page_faults_total: counter("{fault}", "groupname"),
    namedprocess_scrape_errors: counter("{error}"),
  },
});
