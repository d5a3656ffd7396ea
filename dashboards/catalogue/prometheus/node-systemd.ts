/** Units of systemd on hosts: node_exporter tells of them when it is started with `--collector.systemd`. */
import { family, flag, gauge, info } from "../family";

export const nodeSystemd = family({
  name: "node-systemd",
  source: "https://github.com/prometheus/node_exporter#disabled-by-default",
  values: {
    name: ["nginx.service", "sshd.service"],
    state: ["failed", "active", "activating", "deactivating", "inactive"],
    type: ["notify"],
  },
  metrics: {
    /** 1 for the state that the unit is in, 0 for the others. */
    node_systemd_unit_state: flag("name", "state", "type"),
    /** Units in each state. */
    node_systemd_units: gauge("{unit}", "state"),
    /** 0 when a unit has failed, or while the host starts or stops. */
    node_systemd_system_running: flag(),
    node_systemd_timer_last_trigger_seconds: { ...gauge("timestamp", "name"), values: { name: ["logrotate.timer"] } },
    node_systemd_version: { ...info("version"), range: [252, 252] },
  },
});
