#!/usr/bin/env bash
# Client for AluminatiAI Workload Tracking: submits a workload and fetches it back.
#
# bash with curl 7.71 or newer. Settings come from the environment:
#   ALUMINATIAI_URL      address of the service, __BASE_ADDRESS__ if not set
#   ALUMINATIAI_API_KEY  API key, sent only if set
set -euo pipefail

base_address="${ALUMINATIAI_URL:-__BASE_ADDRESS__}"
base_address="${base_address%/}"
workload_id="__WORKLOAD_ID__" # @with-workload-id

# A folder that only this user can read, so that the key is on no command line.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
echo "Accept: application/json" > "$folder/headers"
if [[ -n "${ALUMINATIAI_API_KEY:-}" ]]; then
  echo "Authorization: Bearer $ALUMINATIAI_API_KEY" >> "$folder/headers"
fi

# send METHOD PATH [more options of curl]: prints the answer's body.
# curl itself repeats the request after a connection error, 429 or 5xx, and honours Retry-After.
send() {
  local method=$1 path=$2 status
  shift 2
  status=$(curl --silent --show-error --request "$method" --header "@$folder/headers" \
    --connect-timeout 5 --max-time 60 --retry 4 --retry-all-errors --retry-max-time 300 \
    --output "$folder/answer" --write-out '%{http_code}' "$@" "$base_address$path") || {
    echo "No answer from $base_address" >&2
    return 1
  }
  if [[ $status != 2?? || $(head -c 1 "$folder/answer") != "{" ]]; then
    # {"error": ..., "message": ..., "details": [...]}
    echo "HTTP $status: $(cat "$folder/answer")" >&2
    return 1
  fi
  cat "$folder/answer"
}

# submit_workload JSON: the key lets the service recognise a repeated request, so a retry never submits twice.
submit_workload() {
  local key
  key=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  send POST /api/workloads --header "Content-Type: application/json" --header "Idempotency-Key: $key" --data "$1"
}

# get_workload ID
get_workload() {
  send GET "/api/workloads/$1"
}

# field NAME JSON: the first text or number of that name.
field() {
  local pattern="\"$1\"[[:space:]]*:[[:space:]]*\"?([^\",}]*)"
  if [[ $2 =~ $pattern ]]; then
    echo "${BASH_REMATCH[1]}"
  fi
}

# print_figures ID JSON
print_figures() {
  echo "Workload $1"
  echo "  energy: $(field kwh "$2") kWh"
  echo "  carbon: $(field carbon_kg "$2") kg CO2e"
  echo "  cost:   $(field cost_usd "$2") USD"
  echo "  method: $(field calculation_method "$2")"
}

# With "use_smart_agent": true, the workload and its notes are sent to a third party.
submitted=$(submit_workload '{
  # @example
}')
id=$(field id "$submitted")
print_figures "$id" "$submitted"

fetched=$(get_workload "$id")
echo "Fetched back, status: $(field status "$fetched")"
wanted=$(get_workload "$workload_id") # @with-workload-id
print_figures "$workload_id" "$wanted" # @with-workload-id
