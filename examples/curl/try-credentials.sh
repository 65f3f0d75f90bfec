#!/usr/bin/env bash
# Tells of the worst job why it is in quarantine and who must act, then tries whether its saved credentials still work, which changes
# nothing. Needs curl 7.76 and jq.
#
#   SYNC_API=https://…/api/v1 SYNC_TOKEN=… ./try-credentials.sh
set -euo pipefail
: "${SYNC_API:?the address of the API, as https://…/api/v1}" "${SYNC_TOKEN:?an access token for the API}"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The token is handed over in a file, for everybody on the machine sees the arguments of a process. After 429 and 503 curl waits as
# long as Retry-After says and sends the same request again, with the same key.
ask() {
  curl --silent --show-error --fail-with-body --retry 5 --dump-header "$work/headers" \
    --config <(printf 'header = "authorization: Bearer %s"\n' "$SYNC_TOKEN") "$@"
}

header() {
  tr -d '\r' <"$work/headers" | awk -v name="$1:" 'tolower($1) == name { value = $2 } END { print value }'
}

ask "$SYNC_API/jobs?state=Quarantine&pageSize=1" >"$work/worst.json"
job=$(jq --raw-output '.value[0].links.self // empty' "$work/worst.json")
if [ -z "$job" ]; then
  echo 'No job is in quarantine.'
  exit
fi

ask "$job" | jq --raw-output '"\(.displayName): \(.explanation.title // .state)", "\(.advice.why) (\(.advice.whoMustAct))"'

# One key for one wish: sent again with it, the request gives the same operation.
key=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
ask --request POST "$job/validateCredentials" --header "idempotency-key: $key" \
  --header 'content-type: application/json' --data '{"reason":"Are the credentials still good?"}' >"$work/operation.json"

operation=$(header operation-location)
until jq --exit-status '.finishedAt' "$work/operation.json" >"$work/finished"; do
  sleep "$(header retry-after)"
  ask "$operation" >"$work/operation.json"
done
jq --raw-output '"\(.status)\(if .error then ": \(.error.detail) \(.error.advice)" else "" end)"' "$work/operation.json"
