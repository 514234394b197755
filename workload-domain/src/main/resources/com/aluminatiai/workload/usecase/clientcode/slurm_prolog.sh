#!/bin/bash
# Tracks the GPU jobs of a Slurm cluster for AluminatiAI Workload Tracking: this begins them, epilog.sh ends them.
#
#   slurm.conf:  PrologSlurmctld=/etc/slurm/aluminatiai/prolog.sh
#                EpilogSlurmctld=/etc/slurm/aluminatiai/epilog.sh
#
# bash, curl and scontrol alone. They run once for each job, on the machine of slurmctld, so a job on many nodes is
# one workload, and one whose node has died ends too. It is found again, and met by an import of sacct, as
# slurm:JOBID. They never hold up or fail a job: a few seconds at most, and always exit status 0. What could not be
# sent is kept in a folder, and sent by the next job. Settings come from the file `settings` beside this one:
#   ALUMINATIAI_URL=...       address of the service, __BASE_ADDRESS__ if not set
#   ALUMINATIAI_API_KEY=...   API key, sent only if set; let SlurmUser alone read the file
#   ALUMINATIAI_GPU_TYPE=...  what a GPU without a type in gres.conf is
#   ALUMINATIAI_SPOOL=...     folder of what could not be sent, /var/spool/aluminatiai if not set

here=${BASH_SOURCE[0]%/*}
[[ ! -r $here/settings ]] || . "$here/settings"
# Slurm sets no path.
export PATH=/usr/local/bin:/usr/bin:/bin:${SLURM_BIN:-/usr/local/slurm/bin}
base_address="${ALUMINATIAI_URL:-__BASE_ADDRESS__}"
base_address="${base_address%/}"
spool="${ALUMINATIAI_SPOOL:-/var/spool/aluminatiai}"
deadline=$((SECONDS + 4))

# What is known of all jobs already; what Slurm says comes before it.
known='{
  # @example
}'

# headers: the key is on no command line, where others would see it.
headers() {
  echo 'header = "Content-Type: application/json"'
  [[ -z "${ALUMINATIAI_API_KEY:-}" ]] || echo "header = \"Authorization: Bearer $ALUMINATIAI_API_KEY\""
}

# ask METHOD PATH FILE: sends it. Fails with 1 if it may be sent again later, with 2 if that is of no use.
ask() {
  case $(curl --silent --config <(headers) --request "$1" --data-binary "@$3" --connect-timeout 1 --max-time 2 \
    --output /dev/null --write-out '%{http_code}' "$base_address$2") in
    2??) return 0 ;;
    400 | 404 | 409 | 413) return 2 ;;
    *) return 1 ;;
  esac
}

# tell RECORD: begins and ends a job as far as that is known. To do it twice changes nothing.
tell() {
  local failed=0
  if [[ ! -e $1.opened ]]; then
    ask POST /api/workloads "$1.job" || failed=$?
    [[ $failed != 0 ]] || touch "$1.opened"
  fi
  if [[ $failed == 0 && -e $1.end ]]; then
    # Colon and plus are all that a path has to escape.
    ask PATCH "/api/workloads/by-external-id/$(sed 's/:/%3A/; s/+/%2B/' "$1.id")" "$1.end" || failed=$?
    [[ $failed == 1 ]] || rm -f "$1".*
  fi
  [[ $failed != 2 ]] || rm -f "$1".*
  return "$failed"
}

# tell_earlier: what could not be sent at its time, until time is up or the service is away again.
tell_earlier() {
  local job record
  for job in "$spool"/*.job; do
    record=${job%.job}
    if [[ -e $job && (! -e $record.opened || -e $record.end) ]]; then
      ((SECONDS < deadline)) && { tell "$record" || [[ $? == 2 ]] || return; }
    fi
  done
}

# external_id: as sacct names the job; a run after a requeue is one of its own.
external_id() {
  local id=${SLURM_JOB_ID:-0}
  [[ -z ${SLURM_ARRAY_TASK_ID:-} ]] || id=${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID
  [[ ! $1 =~ HetJobId=([0-9]+)\ HetJobOffset=([0-9]+) ]] || id=${BASH_REMATCH[1]}+${BASH_REMATCH[2]}
  [[ ! $1 =~ Restarts=([1-9][0-9]*) ]] || id+=.${BASH_REMATCH[1]}
  echo "slurm:$id"
}

# known_field NAME: what is known already, as JSON.
known_field() {
  local pattern="\"$1\": (\"[^\"]*\"|[^,
]+)"
  [[ $known =~ $pattern ]] && echo "${BASH_REMATCH[1]}"
}

# gpus SHOWN: num_gpus and gpu_type of a job as scontrol shows it; nothing for a job without GPUs.
gpus() {
  local tres count type
  [[ $1 =~ (AllocTRES|TRES)=([^ ]*) ]] || return 1
  tres=${BASH_REMATCH[2]}
  if [[ ,$tres =~ ,gres/gpu:([A-Za-z0-9_.-]+)=([0-9]+) ]]; then
    type=${BASH_REMATCH[1]} count=${BASH_REMATCH[2]}
  elif [[ ,$tres =~ ,gres/gpu=([0-9]+) ]]; then
    count=${BASH_REMATCH[1]}
  fi
  # Slurm counts the dies of boards that have several.
  [[ ! ${type:-} =~ ^([Kk]80|[Mm]60|[Aa]16|[Mm][Ii]250[Xx]?)$ ]] || type+=" die"
  type=${ALUMINATIAI_GPU_TYPE:-${type:-}}
  type=${type:+\"${type//[^A-Za-z0-9 _.-]/}\"}
  type=${type:-$(known_field gpu_type)}
  [[ -n ${count:-} && -n $type ]] && echo "\"num_gpus\": $count, \"gpu_type\": $type"
}

begin() {
  local shown own fields field value
  shown=$(timeout 2 scontrol show job --oneliner "$SLURM_JOB_ID") || return
  fields=$(gpus "$shown") || return
  for field in region project workload_type model model_size_gb pue grid_kg_per_kwh usd_per_kwh; do
    value=$(known_field "$field")
    [[ $field != project || ! $shown =~ \ Account=([A-Za-z0-9_.-]+) || ${BASH_REMATCH[1]} == "(null)" ]] ||
      value="\"${BASH_REMATCH[1]}\""
    [[ -z $value ]] || fields+=", \"$field\": $value"
  done
  umask 077
  mkdir -p "$spool"
  own=$spool/${SLURM_JOB_ID//[^0-9]/}
  rm -f "$own".*
  external_id "$shown" > "$own.id"
  echo "{$fields, \"external_id\": \"$(< "$own.id")\", \"status\": \"running\"," \
    "\"started_at\": \"$(date -u +%Y-%m-%dT%H:%M:%SZ)\"}" > "$own.job"
  tell "$own" && tell_earlier
}

end() {
  local own=$spool/${SLURM_JOB_ID//[^0-9]/} status=failed
  [[ -e $own.job ]] || return
  [[ ${SLURM_JOB_EXIT_CODE2:-} != 0:0 ]] || status=completed
  echo "{\"status\": \"$status\", \"ended_at\": \"$(date -u +%Y-%m-%dT%H:%M:%SZ)\"}" > "$own.end"
  tell "$own" && tell_earlier
}

# epilog.sh runs this program for its other part.
case ${ALUMINATIAI_PART:-begin} in
  end) end ;;
  *) begin ;;
esac < /dev/null > /dev/null 2>&1
exit 0
