/** Containers of services on ECS: images that do not change under their name, no secret in sight, an order that ends. */
import { entriesOf, type EstateDraft } from "../draft";
import { imageFault } from "../ecs/container-image";
import { ecsServices, type EcsDraft } from "../ecs/places";
import { SIDECAR_KINDS, SIDECARS } from "../ecs/sidecars";
import { orList } from "../nearest";
import { HIDDEN, type Finding } from "../problem";
import { secretIn } from "../secrets";
import { MULTILINE_LANGUAGES } from "../sections/service-container";

type Container = NonNullable<NonNullable<EcsDraft["containers"]>[string]>;

interface Place {
  readonly path: Finding["path"];
  readonly name: string;
  readonly container: Container;
  readonly containers: NonNullable<EcsDraft["containers"]>;
}

/** Names under which people keep secrets. */
const SECRET_NAME = /(^|_)(PASSWORD|PASSWD|PASSPHRASE|TOKEN|SECRET|API_?KEY|PRIVATE_KEY|ACCESS_KEY|CREDENTIALS?)$/i;

export function containersFit(estate: EstateDraft): readonly Finding[] {
  const joins = [...MULTILINE_LANGUAGES, ...Object.keys(estate.telemetry?.logs?.multiline ?? {})];
  return [
    ...ecsServices(estate).flatMap(({ path, ecs: { containers = {} } }) =>
      entriesOf(containers).flatMap(([name, container]) => {
        const place = { path: [...path, "containers", name], name, container, containers };
        return [
          ...nameIsFree(place),
          ...imageIsPinned([...place.path, "image"], container.image),
          ...environmentIsPublic(place),
          ...dependenciesEnd(place),
          ...joinIsKnown(place, joins),
        ];
      }),
    ),
    ...SIDECAR_KINDS.flatMap((kind) => imageIsPinned(["telemetry", "images", kind], estate.telemetry?.images?.[kind])),
  ];
}

function nameIsFree({ path, name }: Place): readonly Finding[] {
  return SIDECAR_KINDS.filter((kind) => SIDECARS[kind].name === name).map((kind) => ({
    path,
    message: `is the name of the ${kind} that the estate adds`,
    value: JSON.stringify(name),
    fix: "name the container otherwise",
    atKey: true,
  }));
}

function imageIsPinned(path: Finding["path"], image: string | undefined): readonly Finding[] {
  const fault = image === undefined ? undefined : imageFault(image);
  return fault === undefined ? [] : [{ path, ...fault }];
}

/** What is in a task definition is read by everybody who may look at tasks. */
function environmentIsPublic({ path, container: { environment, secrets } }: Place): readonly Finding[] {
  return entriesOf(environment).flatMap(([name, value]): Finding[] => {
    const at = [...path, "environment", name];
    const kind = secretIn(value);
    const fix = `move it to ${["secrets", name].join(".")}, by account and ARN`;
    if (kind !== undefined) return [{ path: at, message: `looks like a ${kind}`, value: HIDDEN, fix }];
    if (SECRET_NAME.test(name) && value !== "")
      return [{ path: at, message: "is named like a secret", value: HIDDEN, fix }];
    if (secrets !== undefined && Object.hasOwn(secrets, name))
      return [{ path: at, message: "is in secrets as well", fix: "keep one of the two" }];
    return [];
  });
}

function dependenciesEnd(place: Place): readonly Finding[] {
  const { path, name, container, containers } = place;
  return entriesOf(container.dependsOn).flatMap(([other, condition]): Finding[] => {
    const at = [...path, "dependsOn", other];
    const target = Object.hasOwn(containers, other) ? containers[other] : undefined;
    if (target === undefined) {
      const known = Object.keys(containers).filter((key) => key !== name);
      const fix = known.length === 0 ? "remove it" : `name ${orList(known.toSorted())}`;
      return [{ path: at, message: "is no container of the service", value: JSON.stringify(other), fix, atKey: true }];
    }
    if (reaches(containers, other, name))
      return [{ path: at, message: "waits for what waits for it", fix: "remove one of the dependencies" }];
    if (condition === "healthy" && target.healthCheck === undefined)
      return [{ path: at, message: `waits for ever: ${other} has no healthCheck`, fix: "add one, or write start" }];
    if ((condition === "complete" || condition === "success") && target.essential === true)
      return [
        {
          path: at,
          message: `waits for the end of ${other}, which is essential, so that its end stops the task`,
          fix: `set containers.${other}.essential to false, or write start`,
        },
      ];
    return [];
  });
}

/** Whether following dependencies leads from one container to another. */
function reaches(containers: Place["containers"], from: string, to: string, seen: readonly string[] = []): boolean {
  if (from === to) return true;
  if (seen.includes(from)) return false;
  const next = Object.keys(containers[from]?.dependsOn ?? {});
  return next.some((other) => reaches(containers, other, to, [...seen, from]));
}

function joinIsKnown({ path, container: { multiline } }: Place, known: readonly string[]): readonly Finding[] {
  if (multiline === undefined || known.includes(multiline)) return [];
  return [
    {
      path: [...path, "multiline"],
      message: "is not known",
      fix: `write ${orList(known)}, or declare it in telemetry.logs.multiline`,
    },
  ];
}
