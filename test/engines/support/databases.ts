/** A MariaDB and a PostgreSQL with nothing in them, for their exporters to look at. */
import { execFile } from "node:child_process";
import { chown, cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { prometheusDir } from "../../../tools/lib/engines.mjs";
import { freePort, installed, type Program, start } from "./program";

export interface Database extends Program {
  readonly port: number;
}

/** Who runs a server that refuses to be run by root: the user that owns nothing. */
const NOBODY = 65_534;

/** With a source of replication that never answers, so that there is a status of replication to read. */
export async function startMariaDb(): Promise<Database> {
  const folder = await mkdtemp(join(tmpdir(), "mariadb-"));
  const port = await freePort();
  const first = join(folder, "first.sql");
  await writeFile(first, "CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT=1, MASTER_USER='replica';\n");
  await mkdir(join(folder, "data"));
  const root = join(prometheusDir(), "root");
  const program = await start({
    command: installed("mariadb"),
    args: [
      "--no-defaults",
      ...(process.getuid?.() === 0 ? ["--user=root"] : []),
      `--datadir=${join(folder, "data")}`,
      `--socket=${join(folder, "socket")}`,
      `--lc-messages-dir=${join(root, "usr/share/mysql/english")}`,
      `--plugin-dir=${folder}`,
      `--init-file=${first}`,
      "--skip-grant-tables",
      "--skip-slave-start",
      "--bind-address=127.0.0.1",
      `--port=${String(port)}`,
      "--innodb-buffer-pool-size=16M",
      "--innodb-flush-log-at-trx-commit=0",
    ],
    env: await libraries(root),
    ready: () => listens(port),
  });
  return { port, stop: () => stopped(program, folder) };
}

/** PostgreSQL refuses to be run by root; as root, a copy that somebody else can read runs as nobody. */
export async function startPostgres(): Promise<Database> {
  const folder = await mkdtemp(join(tmpdir(), "postgres-"));
  const asRoot = process.getuid?.() === 0;
  const root = asRoot ? join(folder, "root") : join(prometheusDir(), "root");
  if (asRoot) {
    for (const part of ["usr/lib", "usr/share/postgresql"])
      await cp(join(prometheusDir(), "root", part), join(root, part), { recursive: true, verbatimSymlinks: true });
    await chown(folder, NOBODY, NOBODY);
  }
  const bin = (name: "postgres" | "initdb") => installed(name).replace(join(prometheusDir(), "root"), root);
  const data = join(folder, "data");
  const user = asRoot ? NOBODY : undefined;
  const as = user === undefined ? {} : { uid: user, gid: user };
  const env = { ...(await libraries(root)), TZ: "UTC" };
  const share = join(dirname(bin("initdb")), "../../../../share/postgresql/15");
  const init = ["-D", data, "-U", "postgres", "-A", "trust", "--no-sync", "--locale=C", "-E", "UTF8", "-L", share];
  await promisify(execFile)(bin("initdb"), init, { env, ...as });
  const port = await freePort();
  const settings = ["listen_addresses=127.0.0.1", "fsync=off", "jit=off", "shared_buffers=16MB"];
  const program = await start({
    command: bin("postgres"),
    args: ["-D", data, "-p", String(port), "-k", folder, ...settings.flatMap((setting) => ["-c", setting])],
    env,
    ...(user === undefined ? {} : { user }),
    ready: () => listens(port),
  });
  return { port, stop: () => stopped(program, folder) };
}

/** The unpacked libraries stand before those of the machine. */
async function libraries(root: string): Promise<Readonly<Record<string, string>>> {
  const folders = await Promise.all(
    ["usr/lib", "lib"].map(async (lib) => {
      const names = await readdir(join(root, lib)).catch(() => []);
      return names.filter((name) => name.includes("-linux-gnu")).map((name) => join(root, lib, name));
    }),
  );
  return { LD_LIBRARY_PATH: folders.flat().join(":") };
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => {
      resolve(false);
    });
  });
}

async function stopped(program: Program, folder: string): Promise<void> {
  await program.stop();
  await rm(folder, { recursive: true, force: true });
}
