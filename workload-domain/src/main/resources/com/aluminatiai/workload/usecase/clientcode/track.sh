#!/usr/bin/env bash
# Tracks a command for AluminatiAI Workload Tracking: when it runs, what its GPUs do, how it ends.
#
#   bash track.sh COMMAND [ARGUMENTS...]
#
# bash with curl alone. The command runs as if this were not there: its output, its signals, its exit status. It is
# never failed, delayed or outlived: reports are sent in the background with short time-outs, and what could not be
# sent is kept in a file that the next run sends. Of the ranks of one job, rank 0 alone reports. GPUs are found by
# nvidia-smi. Settings come from the environment:
#   ALUMINATIAI_URL          address of the service, __BASE_ADDRESS__ if not set
#   ALUMINATIAI_API_KEY      API key, sent only if set
#   ALUMINATIAI_SPOOL        folder of what could not be sent, else ~/.cache/aluminatiai-track
#   ALUMINATIAI_PROJECT, ALUMINATIAI_REGION, ALUMINATIAI_GPU_TYPE, ALUMINATIAI_NUM_GPUS, ALUMINATIAI_EXTERNAL_ID
#                            fields of the job; a slash in an id becomes _
#   ALUMINATIAI_OFF          anything: nothing is reported

base_address="${ALUMINATIAI_URL:-__BASE_ADDRESS__}"
base_address="${base_address%/}"
spool="${ALUMINATIAI_SPOOL:-${XDG_CACHE_HOME:-$HOME/.cache}/aluminatiai-track}"
heartbeat_seconds=300

# What is known of the job already; what the environment or nvidia-smi says comes before it.
known='{
  # @example
}'

if [[ $# == 0 ]]; then
  echo "usage: bash track.sh COMMAND [ARGUMENTS...]" >&2
  exit 2
fi

# The first of these that is set tells the rank of this very process.
rank="${RANK:-${OMPI_COMM_WORLD_RANK:-${PMI_RANK:-${SLURM_PROCID:-${LOCAL_RANK:-0}}}}}"
if [[ -n "${ALUMINATIAI_OFF:-}${ALUMINATIAI_TRACKED:-}" || $rank != 0 ]]; then
  exec "$@"
fi

warn() {
  echo "aluminatiai: $*" >&2
}

# The time in UTC; to the millisecond where this bash knows it (5 or newer).
now() {
  local time=${EPOCHREALTIME:-}
  if [[ -z $time ]]; then
    date -u +%Y-%m-%dT%H:%M:%SZ
  else
    # Some languages have a comma before the fraction.
    TZ=UTC0 printf '%(%Y-%m-%dT%H:%M:%S)T.%sZ' "${time%[.,]*}" "${time: -6:3}"
  fi
}

# quoted TEXT: a JSON text; what would have to be escaped is left out.
quoted() {
  local text=${1//[\"\\]/}
  printf '"%s"' "${text//[[:cntrl:]]/}"
}

# known_field NAME: what is known already, as JSON.
known_field() {
  local pattern="\"$1\": (\"[^\"]*\"|[^,
]+)"
  [[ $known =~ $pattern ]] && echo "${BASH_REMATCH[1]}"
}

# headers: the key is on no command line, where others would see it.
headers() {
  echo 'header = "Content-Type: application/json"'
  [[ -z "${ALUMINATIAI_API_KEY:-}" ]] || echo "header = \"Authorization: Bearer $ALUMINATIAI_API_KEY\""
}

# ask METHOD PATH JSON: sends it. Fails with 1 if it may be sent again later, with 2 if that is of no use.
ask() {
  local status
  status=$(curl --silent --config <(headers) --request "$1" --data-binary @- --connect-timeout 1 --max-time 2 \
    --output /dev/null --write-out '%{http_code}' "$base_address$2" <<< "$3" 2> /dev/null)
  case $status in
    2??) return 0 ;;
    400 | 404 | 409 | 413)
      warn "$base_address answers $status to $1 $2"
      return 2
      ;;
    000) warn "no answer from $base_address; it is kept in $spool for the next run" ;;
    *) warn "$base_address answers $status; it is kept in $spool for the next run" ;;
  esac
  return 1
}

# tell RECORD: opens a job and ends it. To do it twice changes nothing.
tell() {
  local failed=0
  [[ -e $1.opened ]] || ask POST /api/workloads "$(< "$1.job")" || failed=$?
  [[ $failed != 0 ]] || ask PATCH "/api/workloads/by-external-id/$(< "$1.id")" "$(< "$1.end")" || failed=$?
  # What can never be taken is not kept either.
  [[ $failed == 1 ]] || rm -f "$1".*
  return "$failed"
}

# is_alive PID: a process that has ended, but that nobody has reaped yet, is there and not alive.
is_alive() {
  local stat
  kill -0 "$1" 2> /dev/null || return
  ! { stat=$(< "/proc/$1/stat"); } 2> /dev/null || [[ ${stat##*) } != Z* ]]
}

# tell_earlier: what earlier runs could not send, and those that were killed.
tell_earlier() {
  local job record pid host seen url
  for job in "$spool"/*.job; do
    record=${job%.job}
    [[ $record == "$own" ]] && continue
    read -r pid host seen url < "$record.alive" || continue
    [[ $url == "$base_address" ]] || continue
    if [[ ! -e $record.end ]]; then
      if [[ $host != "$(uname -n)" ]] || is_alive "$pid"; then
        continue
      fi
      echo "{\"status\": \"failed\", \"ended_at\": \"$seen\"}" > "$record.end"
    fi
    tell "$record" || return
  done
} 2> /dev/null

# gpus: a line for each GPU that the job may use: name, utilization, watts.
gpus() {
  local limit=()
  ! command -v timeout > /dev/null || limit=(timeout -s KILL 10)
  "${limit[@]}" nvidia-smi ${CUDA_VISIBLE_DEVICES:+-i "$CUDA_VISIBLE_DEVICES"} --format=csv,noheader,nounits \
    --query-gpu=name,utilization.gpu,power.draw < /dev/null 2> /dev/null
}

# job: the job as it is submitted; nothing if nobody knows its GPUs.
job() {
  local listed name count fields field value variable
  mapfile -t listed < <(gpus)
  name=${listed[0]%%,*}
  # nvidia-smi counts the dies of boards that have several.
  [[ ! $name =~ (K80|M60|A16)$ ]] || name+=" die"
  name=${ALUMINATIAI_GPU_TYPE:-$name}
  count=${ALUMINATIAI_NUM_GPUS:-${#listed[@]}}
  name=${name:+$(quoted "$name")}
  name=${name:-$(known_field gpu_type)}
  if [[ -z $name ]]; then
    warn "not tracked: no GPU was found; set ALUMINATIAI_GPU_TYPE and ALUMINATIAI_NUM_GPUS"
    return 1
  fi
  [[ $count =~ ^[1-9][0-9]*$ ]] || count=$(known_field num_gpus)
  fields="\"gpu_type\": $name, \"num_gpus\": ${count:-1}"
  for field in project region workload_type model model_size_gb pue grid_kg_per_kwh usd_per_kwh; do
    variable="ALUMINATIAI_${field^^}"
    value=${!variable:+$(quoted "${!variable}")}
    value=${value:-$(known_field "$field")}
    [[ -z $value ]] || fields+=", \"$field\": $value"
  done
  echo "{$fields, \"external_id\": $(quoted "$external_id"), \"status\": \"running\"," \
    "\"started_at\": \"$started_at\", \"heartbeat_seconds\": $heartbeat_seconds}"
}

# report: in the background, from the start to the end.
report() {
  local sums=0 watts=0 samples=0 seconds=0 sleeper name percent power hundredths
  trap '[[ -z $sleeper ]] || kill "$sleeper"; exit' TERM
  (keep) || return
  tell_earlier
  ask POST /api/workloads "$(< "$own.job")"
  case $? in
    0) touch "$own.opened" ;;
    1) touch "$own.away" ;;
    *) rm -f "$own".* ;;
  esac
  while is_alive "$command"; do
    sleep 30 > /dev/null 2>&1 &
    sleeper=$!
    wait "$sleeper"
    ((seconds += 30))
    while IFS=, read -r name percent power; do
      power=${power// /}
      hundredths=${power/./}
      if [[ ${percent// /} =~ ^[0-9]+$ && $power =~ ^[0-9]+\.[0-9][0-9]$ ]]; then
        ((sums += percent, watts += 10#$hundredths, samples++))
      fi
    done < <(gpus)
    if ((samples > 0)); then
      printf '"utilization_pct": %d, "gpu_watts": %d' $((sums / samples)) $((watts / samples / 100)) > "$own.means"
    fi
    echo "$command $(uname -n) $(now) $base_address" > "$own.alive"
    if ((seconds % heartbeat_seconds == 0)); then
      [[ -e $own.opened ]] || { ask POST /api/workloads "$(< "$own.job")" && touch "$own.opened"; }
      if ask POST "/api/workloads/by-external-id/$(< "$own.id")/heartbeat" "{$(cat "$own.means" 2> /dev/null)}"; then
        rm -f "$own.away"
      else
        touch "$own.away"
      fi
    fi
  done
}

# finish STATUS: keeps how it ended, and tells it unless the service is known to be away.
finish() {
  local status=completed means
  [[ $1 == 0 ]] || status=failed
  [[ -e $own.job ]] || return
  means=$(cat "$own.means" 2> /dev/null)
  echo "{\"status\": \"$status\", \"ended_at\": \"$(now)\"${means:+, $means}}" > "$own.end"
  [[ -e $own.away ]] || tell "$own"
}

# pass_on SIGNAL: what is typed at a terminal reaches the command by itself.
pass_on() {
  if [[ $1 == INT || $1 == QUIT ]] && { : < /dev/tty; } 2> /dev/null; then
    return
  fi
  if [[ -z $command ]]; then
    early+=" $1"
  else
    kill -s "$1" "$command" 2> /dev/null
  fi
}

# ---- The command begins.
started_at=$(now)
id=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
external_id=${ALUMINATIAI_EXTERNAL_ID:-$(uname -n):$id}
# It becomes a part of an address, which takes no such signs.
external_id=${external_id//[\/\\\"%;]/_}
own="$spool/$id"

command=
early=
for signal in TERM HUP INT QUIT USR1 USR2; do
  trap "pass_on $signal" "$signal"
done
# A command in the background would not hear what is typed, and would read nothing.
(
  trap - INT QUIT
  ALUMINATIAI_TRACKED=$$ exec "$@"
) <&0 &
command=$!
for signal in $early; do
  pass_on "$signal"
done

# The record counts once its .job is there, which comes last.
keep() {
  umask 077
  mkdir -p "$spool" || return
  # The id in a path: each byte by its number.
  printf '%s' "$external_id" | od -An -v -tx1 | tr -d '\n' | tr ' ' '%' > "$own.id"
  echo "$command $(uname -n) $started_at $base_address" > "$own.alive"
  if job > "$own.part"; then
    mv "$own.part" "$own.job"
  else
    rm -f "$own".*
    return 1
  fi
}

# What finds the GPUs may hang, as a driver does: the command does not wait for it.
report < /dev/null > /dev/null &
reporter=$!

# Signals interrupt the waiting, not the command.
while :; do
  # A bash that is no terminal's tells of a command that was killed.
  { wait "$command"; } 2> /dev/null
  status=$?
  kill -0 "$command" 2> /dev/null || break
done
# The command may end before its GPUs are known: two seconds at most.
for ((looks = 0; looks < 40; looks++)); do
  [[ ! -e $own.job ]] && is_alive "$reporter" || break
  sleep 0.05
done
kill "$reporter" 2> /dev/null
finish "$status"
exit "$status"
