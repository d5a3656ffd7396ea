/** How programs are started: with what files say and what secrets hold, and not at all where one cannot be read. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LAUNCHER } from "../../../../constructs/telemetry/fleet/launcher";
import { environmentText, startText } from "../../../../constructs/telemetry/fleet/start-file";
import { Instance, type Ran } from "./instance";

let instance: Instance;

beforeEach(() => {
  instance = new Instance();
});

afterEach(() => {
  instance.remove();
});

const SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:acme/token-AbCdEf";

/** A program that tells with what it was started. */
const TELLS = 'printf "%s\\n" "$@"; env | sort';

interface Started extends Ran {
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

function launch(...files: readonly string[]): Started {
  instance.write("bin/tells", `#!/bin/bash\n${TELLS}\n`);
  instance.write("calls", "");
  files.forEach((text, index) => {
    instance.write(`start${String(index)}`, text);
  });
  instance.bash(`chmod 755 ${instance.folder}/bin/tells`);
  const ran = instance.bash(LAUNCHER, ...files.map((_, index) => `${instance.folder}/start${String(index)}`));
  const lines = ran.stdout.split("\n").filter((line) => line !== "");
  const isVariable = (line: string) => /^[A-Z_]+=/.test(line);
  return {
    ...ran,
    calls: instance.calls(),
    arguments: lines.filter((line) => !isVariable(line)),
    environment: Object.fromEntries(
      lines.filter(isVariable).map((line): [string, string] => [line.replace(/=.*$/, ""), line.replace(/^.*?=/, "")]),
    ),
  };
}

const program = () => `${instance.folder}/bin/tells`;

describe("the launcher", () => {
  it("starts a program with arguments and variables as they are written, whatever signs they hold", () => {
    const odd = `$HOME "a b" 'c' \\d * ; # e`;
    const started = launch(
      startText({ program: program(), arguments: ["--units=.+\\.(service|timer)", odd], variables: { GIVEN: odd } }),
      environmentText({ variables: { METRICS_URL: "https://a/b?c=d", EMPTY: "" } }),
    );
    expect(started).toMatchObject({ status: 0, stderr: "", arguments: ["--units=.+\\.(service|timer)", odd] });
    expect(started.environment).toMatchObject({ GIVEN: odd, METRICS_URL: "https://a/b?c=d", EMPTY: "", HOME: "/tmp" });
    expect(started.calls).toEqual([]);
  });

  it("reads a field of a secret, in the version that the plan names", () => {
    instance.write("secrets/token-AbCdEf", JSON.stringify({ user: "1001", authorization: 'Basic "x"$y' }));
    const started = launch(
      startText({ program: program(), arguments: [], secrets: { TOKEN: `${SECRET}:authorization::v1` } }),
    );
    expect(started.environment["TOKEN"]).toBe('Basic "x"$y');
    expect(started.calls).toEqual([
      `aws secretsmanager get-secret-value --region eu-west-1 --secret-id ${SECRET} --version-id v1 --query SecretString --output text`,
    ]);
  });

  it("reads a whole secret, a stage of one, and a parameter", () => {
    const parameter = "arn:aws:ssm:eu-west-1:111122223333:parameter/database/exporter";
    instance.write("secrets/token-AbCdEf", "whole");
    instance.write("secrets/exporter", "kept");
    const started = launch(
      startText({
        program: program(),
        arguments: [],
        secrets: { A: SECRET, B: `${SECRET}::AWSPREVIOUS:`, C: parameter },
      }),
    );
    expect(started.environment).toMatchObject({ A: "whole", B: "whole", C: "kept" });
    expect(started.calls).toEqual([
      `aws secretsmanager get-secret-value --region eu-west-1 --secret-id ${SECRET} --query SecretString --output text`,
      `aws secretsmanager get-secret-value --region eu-west-1 --secret-id ${SECRET} --version-stage AWSPREVIOUS --query SecretString --output text`,
      `aws ssm get-parameters --region eu-west-1 --names ${parameter} --with-decryption --query Parameters[0].Value --output text`,
    ]);
  });

  it("does not start a program whose secret cannot be read, and does not tell the secret", () => {
    const absent = launch(startText({ program: program(), arguments: [], secrets: { TOKEN: SECRET } }));
    expect(absent).toMatchObject({ status: 1, stdout: "", stderr: "launch: cannot read the secret of TOKEN\n" });
    instance.write("secrets/token-AbCdEf", JSON.stringify({ user: "hush" }));
    instance.write("secrets/exporter", "None");
    const parameter = "arn:aws:ssm:eu-west-1:111122223333:parameter/database/exporter";
    expect(launch(startText({ program: program(), arguments: [], secrets: { TOKEN: parameter } }))).toMatchObject({
      status: 1,
      stdout: "",
    });
    const without = launch(startText({ program: program(), arguments: [], secrets: { TOKEN: `${SECRET}:token::` } }));
    expect(without.status).toBe(1);
    expect(without.stdout + without.stderr).not.toContain("hush");
  });

  it("does not start a program that needs the instance's id where the metadata do not answer", () => {
    instance.write("bin/curl", "#!/bin/bash\nexit 22\n");
    expect(launch(startText({ program: program(), arguments: [], instanceIds: ["HOST_ID"] }))).toMatchObject({
      status: 1,
      stdout: "",
      stderr: "launch: cannot read the id of the instance\n",
    });
  });

  it("knows the instance", () => {
    expect(
      launch(startText({ program: program(), arguments: [], instanceIds: ["HOST_ID"] })).environment["HOST_ID"],
    ).toBe("i-0123456789abcdef0");
  });

  it("says what it does not understand", () => {
    expect(launch("programm /bin/true\n").stderr).toMatch(/start0: programm is no word\n$/);
    expect(launch(environmentText({})).stderr).toBe("launch: no file says which program\n");
  });
});

describe("files of the launcher", () => {
  it("are the same whatever order their parts come in, and never empty", () => {
    const one = environmentText({ variables: { B: "2", A: "1" }, secrets: { D: "4", C: "3" } });
    expect(one).toBe(environmentText({ variables: { A: "1", B: "2" }, secrets: { C: "3", D: "4" } }));
    expect(one.split("\n").slice(1)).toEqual(["variable A 1", "variable B 2", "secret C 3", "secret D 4", ""]);
    expect(environmentText({})).toMatch(/^# .+\n$/);
  });

  it("hold no value of two lines, which would begin a word", () => {
    expect(() => startText({ program: "/bin/true", arguments: ["a\nsecret B c"] })).toThrow(
      'argument "a\\nsecret B c" is more than one line',
    );
  });
});
