/** The program that starts all others on an instance: it reads how from files, and secrets by the instance's role. */

/** Where the launcher of a component is. Each has its own, so that a change reaches one component at a time. */
export function launcherPath(component: string): string {
  return `/opt/estate/bin/launch-${component}`;
}

/**
 * Secrets are nowhere but in the environment of the program: on no disk, and in no argument. Functions say themselves that
 * they failed: bash does not end one for a failure inside of it where the caller asks how it went.
 */
export const LAUNCHER = `#!/bin/bash
# Starts a program as files say. Secrets are read when it starts, by the role of the instance.
set -euo pipefail
export HOME=/tmp AWS_PAGER=

fail() {
  echo "launch: $*" >&2
  exit 1
}

# The value at an ARN of Secrets Manager, perhaps with :field:stage:version, or of a parameter.
read_secret() {
  local -a part version=()
  local id text
  IFS=: read -r -a part <<< "$1"
  if [ "\${part[2]}" = ssm ]; then
    text=$(aws ssm get-parameters --region "\${part[3]}" --names "$1" --with-decryption \\
      --query 'Parameters[0].Value' --output text) || return 1
    # What there is not, is None.
    [ "$text" != None ] || return 1
    printf '%s' "$text"
    return
  fi
  id=$(IFS=:; echo "\${part[*]:0:7}")
  [ -z "\${part[8]-}" ] || version+=(--version-stage "\${part[8]}")
  [ -z "\${part[9]-}" ] || version+=(--version-id "\${part[9]}")
  text=$(aws secretsmanager get-secret-value --region "\${part[3]}" --secret-id "$id" "\${version[@]}" \\
    --query SecretString --output text) || return 1
  if [ -z "\${part[7]-}" ]; then
    printf '%s' "$text"
  else
    python3 -c 'import json, sys; print(json.load(sys.stdin)[sys.argv[1]], end="")' "\${part[7]}" <<< "$text"
  fi
}

instance_id() {
  local token
  token=$(curl --silent --fail --max-time 5 --request PUT http://169.254.169.254/latest/api/token \\
    --header 'X-aws-ec2-metadata-token-ttl-seconds: 60') || return 1
  curl --silent --fail --max-time 5 http://169.254.169.254/latest/meta-data/instance-id \\
    --header "X-aws-ec2-metadata-token: $token"
}

program=
arguments=()
for file in "$@"; do
  while IFS= read -r line || [ -n "$line" ]; do
    word=\${line%% *}
    value=\${line#* }
    case $word in
      program) program=$value ;;
      argument) arguments+=("$value") ;;
      variable) export "\${value%% *}=\${value#* }" ;;
      secret)
        secret=$(read_secret "\${value#* }") || fail "cannot read the secret of \${value%% *}"
        export "\${value%% *}=$secret"
        ;;
      instance)
        id=$(instance_id) || fail "cannot read the id of the instance"
        export "$value=$id"
        ;;
      '' | '#') ;;
      *) fail "$file: $word is no word" ;;
    esac
  done < "$file"
done
[ -n "$program" ] || fail "no file says which program"
unset secret
exec "$program" "\${arguments[@]}"
`;
