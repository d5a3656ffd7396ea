/**
 * What Systems Manager runs on an instance: fetch the bundle, compare it with its digest, put in place what differs, start
 * what is not as it should be, and go back to what ran before where that does not become well. Run again, it changes nothing.
 */
import type { Component } from "./bundle";

export interface ScriptPlace {
  readonly component: Component;
  readonly region: string;
  /** Bucket of bundles. */
  readonly bucket: string;
  /** Bucket and folder of programs; empty where the component has none. */
  readonly artefacts: { readonly bucket: string; readonly prefix: string };
}

/** How the bundle and the environment are named when the document runs. */
export const PARAMETERS = { bundle: "Bundle", sha256: "Sha256", environment: "Environment" } as const;

/** Puts everything in place. */
export function configureScript(place: ScriptPlace): string {
  return `${head(place)}${COMMON}${CONFIGURE}\nconfigure\n`;
}

/** Starts what was put in place. */
export function startScript(place: ScriptPlace): string {
  return `${head(place)}${COMMON}${START}\nstart\nretire\n`;
}

/** Both, where nothing has to happen in between. */
export function applyScript(place: ScriptPlace): string {
  return `${head(place)}${COMMON}${CONFIGURE}${START}\nconfigure\nstart\nretire\n`;
}

/** Parameters stand between quotes, which their patterns do not allow. */
function head({ component, region, bucket, artefacts }: ScriptPlace): string {
  return `#!/bin/bash
set -euo pipefail
set -f
umask 022
root=''
component='${component}'
region='${region}'
bucket='${bucket}'
artefacts='${artefacts.bucket}'
prefix='${artefacts.prefix}'
bundle='{{ ${PARAMETERS.bundle} }}'
sha256='{{ ${PARAMETERS.sha256} }}'
environment='${component === "exporters" ? "" : `{{ ${PARAMETERS.environment} }}`}'
`;
}

const COMMON = `state=$root/var/lib/estate/$component
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export AWS_PAGER=

fail() {
  echo "$component: $*" >&2
  exit 1
}
`;

const CONFIGURE = `
# An object of S3 that has this digest. $1 bucket, $2 key, $3 digest, $4 where to
fetch() {
  local n
  for n in 1 2 3 4 5 6; do
    ! aws s3 cp --only-show-errors --region "$region" "s3://$1/$2" "$4" || break
    [ "$n" -lt 6 ] || fail "cannot read s3://$1/$2"
    # A right that a role was given just now holds after a while.
    sleep 10
  done
  echo "$3  $4" | sha256sum --check --status || fail "s3://$1/$2 does not have the digest $3"
}

# Puts a file in its place, and keeps what was there. $1 mode, $2 path, $3 the new file
put() {
  case $2 in
    *..*) fail "must not write $2" ;;
    /etc/estate/* | /opt/estate/bin/* | /etc/systemd/system/estate-*.service) ;;
    /etc/systemd/system/aws-otel-collector.service.d/estate.conf) ;;
    *) fail "must not write $2" ;;
  esac
  echo "path $2" >> "$state/owned.new"
  if [ -f "$root$2" ]; then
    ! cmp --silent "$root$2" "$3" || return 0
    mkdir -p "$(dirname "$state/before$2")"
    cp -a "$root$2" "$state/before$2"
  fi
  install -D -m "$1" "$3" "$root$2.new"
  mv -f "$root$2.new" "$root$2"
  echo "$component: wrote $2"
}

# A program out of an archive. $1 digest, $2 file, $3 member, $4 where to
install_archive() {
  case $4 in
    *..*) fail "must not write $4" ;;
    /opt/estate/bin/*) ;;
    *) fail "must not write $4" ;;
  esac
  echo "path $4" >> "$state/owned.new"
  local from=$state/archives/$(basename "$4")
  if [ -x "$root$4" ] && [ "$(cat "$from" 2> /dev/null || true)" = "$1" ]; then return 0; fi
  fetch "$artefacts" "$prefix$2" "$1" "$work/archive"
  tar --extract --gzip --to-stdout --file "$work/archive" "$3" > "$work/program" || fail "$2 does not hold $3"
  install -D -m 0755 "$work/program" "$root$4"
  mkdir -p "$state/archives"
  echo "$1" > "$from"
  echo "$component: installed $4"
}

# A package. $1 digest, $2 file, $3 name, $4 version
install_package() {
  [ "$(rpm --query --queryformat '%{VERSION}' "$3" 2> /dev/null || true)" != "$4" ] || return 0
  fetch "$artefacts" "$prefix$2" "$1" "$work/$2"
  dnf --assumeyes --quiet install "$work/$2" || dnf --assumeyes --quiet downgrade "$work/$2"
  echo "$component: installed $3 $4"
}

configure() {
  local architecture line text n
  case $(uname -m) in
    x86_64) architecture=x86_64 ;;
    aarch64) architecture=arm64 ;;
    *) fail "there is nothing for the processor $(uname -m)" ;;
  esac
  mkdir -p "$state"
  rm -rf "$state/before" "$state/configured" "$state/owned.new" "$state/units"
  mkdir -p "$state/before"
  : > "$state/owned.new"
  : > "$state/units"
  fetch "$bucket" "$bundle" "$sha256" "$work/bundle"
  while IFS= read -r line <&3; do
    set -- $line
    case \${1-} in
      architectures)
        case " $* " in *" $architecture "*) ;; *) fail "the estate has no programs for $architecture" ;; esac
        ;;
      archive) [ "$2" != "$architecture" ] || install_archive "$3" "$4" "$5" "$6" ;;
      package) [ "$2" != "$architecture" ] || install_package "$3" "$4" "$5" "$6" ;;
      idle) systemctl disable --quiet --now "$2" || true ;;
      file)
        for ((n = 0; n < $3; n++)); do
          IFS= read -r text <&3
          printf '%s\\n' "$text"
        done > "$work/file"
        put "$2" "$4" "$work/file"
        ;;
      unit)
        echo "unit $2" >> "$state/owned.new"
        echo "$2 $3 $4" >> "$state/units"
        ;;
      *) fail "cannot read the bundle: $line" ;;
    esac
  done 3< "$work/bundle"
  if [ -n "$environment" ]; then
    aws ssm get-parameter --region "$region" --name "$environment" --with-decryption \\
      --query Parameter.Value --output text > "$work/environment" || fail "cannot read the parameter $environment"
    put 0644 "/etc/estate/$component/environment" "$work/environment"
  fi
  # For hosts where SELinux is enforced; Amazon Linux only tells.
  ! command -v restorecon > /dev/null || restorecon -R "$root/opt/estate/bin" "$root/etc/estate" || true
  echo "$sha256 $environment" > "$state/configured"
}
`;

const START = `
# Whether a service runs and answers. $1 unit, $2 address
becomes_well() {
  local n
  for ((n = 0; n < 60; n++)); do
    if systemctl is-active --quiet "$1" && curl --silent --fail --max-time 5 --output /dev/null "$2"; then
      return 0
    fi
    sleep 1
  done
  return 1
}

# Goes back to what ran before. $1 unit
recover() {
  journalctl --unit "$1" --lines 50 --no-pager >&2 || true
  rm -f "$state/configured" "$state/started/$1"
  if [ -n "$(ls -A "$state/before")" ]; then
    cp -a "$state/before/." "$root/"
    systemctl daemon-reload
    systemctl restart "$1" || true
    fail "$1 did not become well; what it was before runs again"
  fi
  fail "$1 did not become well"
}

start() {
  local unit digest health
  [ "$(cat "$state/configured" 2> /dev/null || true)" = "$sha256 $environment" ] || fail "was not configured"
  systemctl daemon-reload
  mkdir -p "$state/started"
  while read -r unit digest health <&3; do
    systemctl enable --quiet "$unit"
    if [ "$(cat "$state/started/$unit" 2> /dev/null || true)" = "$digest $environment" ] &&
      systemctl is-active --quiet "$unit"; then
      continue
    fi
    systemctl restart "$unit" || true
    becomes_well "$unit" "$health" || recover "$unit"
    echo "$digest $environment" > "$state/started/$unit"
    echo "$component: started $unit"
  done 3< "$state/units"
}

# Removes what the bundle before had and this one has not.
retire() {
  local kind name
  if [ -f "$state/owned" ]; then
    { grep -vxFf "$state/owned.new" "$state/owned" || true; } | sort --reverse | while read -r kind name; do
      case $kind in
        unit)
          systemctl disable --quiet --now "$name" || true
          rm -f "$state/started/$name"
          ;;
        path) rm -f "$root$name" ;;
      esac
      echo "$component: removed $name"
    done
    systemctl daemon-reload
  fi
  mv -f "$state/owned.new" "$state/owned"
}
`;
