/** What the name of a container image says, and whether it says enough: a tag can be moved to other content. */
import facts from "../facts/container-images.json" with { type: "json" };

export interface ImageName {
  /** With registry and path, without tag. */
  readonly repository: string;
  /** Last part of the repository: `aws-otel-collector`. */
  readonly program: string;
  readonly tag: string | undefined;
  /** `sha256:` and 64 digits. */
  readonly digest: string | undefined;
}

export interface ImageFault {
  readonly message: string;
  readonly fix: string;
}

const NAME =
  /^((?:[A-Za-z0-9.-]+(?::\d{1,5})?\/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*)(?::([A-Za-z0-9_][\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$/;

/** A version of three parts, a commit, or a number of a build or a day: what is not moved. */
const EXACT = /\d+\.\d+\.\d+|(?<![0-9a-f])(?=[0-9a-f]*\d)[0-9a-f]{7,64}(?![0-9a-f])|\d{3,}/;

/** The parts of an image's name; undefined for what is none. */
export function imageName(image: string): ImageName | undefined {
  const match = NAME.exec(image);
  if (match === null) return undefined;
  const [, repository = "", tag, digest] = match;
  return { repository, program: repository.split("/").at(-1) ?? "", tag, digest };
}

/** Why an image must not run; undefined for one that may. */
export function imageFault(image: string): ImageFault | undefined {
  const name = imageName(image);
  if (name === undefined)
    return { message: "is not the name of an image", fix: "write registry/name@sha256:… or registry/name:1.4.2" };
  const refused = refusal(name);
  if (refused !== undefined) return refused;
  const fix = `pin it by sha256: ${name.repository}@sha256:…, or by an exact version such as ${name.repository}:1.4.2`;
  if (name.digest !== undefined) return undefined;
  if (name.tag === undefined) return { message: "names neither digest nor version, so that it is latest", fix };
  if (EXACT.test(name.tag)) return undefined;
  return { message: `has the tag ${name.tag}, which can be moved to other content`, fix };
}

/** The version of an image for `service.version`: its tag, or the beginning of its digest. */
export function imageVersion(image: string): string {
  const name = imageName(image);
  return name?.tag ?? name?.digest?.slice("sha256:".length, "sha256:".length + 12) ?? "unknown";
}

/** Ports on which a program of this image listens by itself; none for a program that is not known. */
export function listenersOf(image: string): readonly number[] {
  const program = imageName(image)?.program;
  return facts.listeners.programs.find((known) => known.image === program)?.ports ?? [];
}

function refusal({ program, tag }: ImageName): ImageFault | undefined {
  const version = /(\d+)\.(\d+)\.(\d+)/.exec(tag ?? "")?.[0];
  if (version === undefined) return undefined;
  const found = facts.refused.versions.find(
    ({ image, from, to }) => image === program && compare(from, version) <= 0 && compare(version, to) <= 0,
  );
  return found && { message: `${found.from}-${found.to} are ${found.why}`, fix: "pin another version, by sha256" };
}

function compare(one: string, other: string): number {
  const parts = other.split(".").map(Number);
  return one.split(".").reduce((order, part, index) => order || Number(part) - (parts[index] ?? 0), 0);
}
