/** Units of systemd: started by the launcher, started again when they end, and with few rights and a bounded share of the host. */
import { launcherPath } from "./launcher";

export interface SystemdUnit {
  /** What runs, in a few words. */
  readonly description: string;
  /** Component whose launcher starts it. */
  readonly component: string;
  /** Files for the launcher. */
  readonly starts: readonly string[];
  /** Most memory, in MiB. */
  readonly memory: number;
  /** User of a package. @default - one that exists for as long as the service runs */
  readonly user?: string;
  /** Folder below `/var/lib` that it may write to. @default - none */
  readonly state?: string;
  /** Capabilities, such as `CAP_NET_RAW`. @default [] */
  readonly capabilities?: readonly string[];
  /** Groups that it is in besides its own. @default [] */
  readonly groups?: readonly string[];
  /** Variables that are the same on every instance. @default {} */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Seconds until a service that ended is started again. */
const RESTART_SECONDS = 10;

/** A whole unit. */
export function unitText(unit: SystemdUnit): string {
  return sections([
    ["Unit", [`Description=${unit.description}`, ...AFTER_NETWORK]],
    ["Service", serviceLines(unit)],
    ["Install", ["WantedBy=multi-user.target"]],
  ]);
}

/** A drop-in over the unit of a package, so that whatever starts the package's unit starts what the estate says. */
export function dropInText(unit: SystemdUnit): string {
  return sections([
    ["Unit", AFTER_NETWORK],
    ["Service", ["EnvironmentFile=", "ExecStart=", "KillMode=control-group", ...serviceLines(unit)]],
  ]);
}

const AFTER_NETWORK = ["After=network-online.target", "Wants=network-online.target", "StartLimitIntervalSec=0"];

function serviceLines(unit: SystemdUnit): readonly string[] {
  const { component, starts, memory, user, state, capabilities = [], groups = [], variables = {} } = unit;
  return [
    `ExecStart=${[launcherPath(component), ...starts].join(" ")}`,
    "Restart=always",
    `RestartSec=${String(RESTART_SECONDS)}`,
    ...(user === undefined ? ["DynamicUser=yes"] : [`User=${user}`, `Group=${user}`]),
    ...(groups.length === 0 ? [] : [`SupplementaryGroups=${groups.join(" ")}`]),
    ...(state === undefined ? [] : [`StateDirectory=${state}`]),
    ...Object.entries(variables).map(([name, value]) => `Environment=${name}=${value}`),
    `CapabilityBoundingSet=${capabilities.join(" ")}`,
    `AmbientCapabilities=${capabilities.join(" ")}`,
    ...CONFINED,
    // The application comes first, in CPU, in memory and when memory runs out.
    "CPUWeight=20",
    `MemoryMax=${String(memory)}M`,
    "OOMScoreAdjust=500",
  ];
}

const CONFINED = [
  "NoNewPrivileges=yes",
  "PrivateTmp=yes",
  "ProtectSystem=strict",
  "ProtectControlGroups=yes",
  "ProtectKernelModules=yes",
  "ProtectKernelTunables=yes",
  "RestrictAddressFamilies=AF_INET AF_INET6 AF_NETLINK AF_UNIX",
  "RestrictNamespaces=yes",
  "RestrictRealtime=yes",
  "RestrictSUIDSGID=yes",
  "LockPersonality=yes",
  "SystemCallArchitectures=native",
];

function sections(parts: readonly (readonly [title: string, lines: readonly string[]])[]): string {
  return parts.map(([title, lines]) => `[${title}]\n${lines.join("\n")}\n`).join("\n");
}
