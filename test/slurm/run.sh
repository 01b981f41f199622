#!/bin/sh
# Slurm for real, on this machine alone: an array of 8 shards, one of them cancelled and queued again while it runs, and
# the merge that depends on them; the merged digest has to be that of a single run. Needs root, slurm-wlm and munge (tried
# with apt-get where they are not there); where they cannot be had it says so and exits 0.
set -eu
cd "$(dirname "$0")/../.."

skip() { echo "Slurm: skipped, $1."; exit 0; }
[ "$(id -u)" = 0 ] || skip "only root can start it"
if ! command -v slurmctld >/dev/null || ! command -v munged >/dev/null; then
  command -v apt-get >/dev/null || skip "it is not installed, and there is no apt-get"
  timeout 240 sh -c 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends slurm-wlm munge' \
    </dev/null >/dev/null 2>&1 || skip "it could not be installed"
fi

folder=$(mktemp -d)
host=$(hostname -s)
export SLURM_CONF="$folder/slurm.conf"
munge_pid=; ctld_pid=; slurmd_pid=
stop() {
  for pid in $slurmd_pid $ctld_pid $munge_pid; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  [ -n "${KEEP:-}" ] || rm -rf "$folder"
}
trap stop EXIT
fail() {
  echo "Slurm: $1"
  tail -n 20 "$folder"/*.log "$folder"/out/log/* 2>/dev/null || true
  exit 1
}

mkdir -p "$folder/state" "$folder/spool"
chmod 755 "$folder"
dd if=/dev/urandom of="$folder/munge.key" bs=1 count=1024 2>/dev/null
chmod 400 "$folder/munge.key"
cat > "$SLURM_CONF" <<CONF
ClusterName=rebound
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=16817
SlurmdPort=16818
AuthType=auth/munge
AuthInfo=socket=$folder/munge.socket
CredType=cred/munge
SlurmUser=root
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=2,bf_interval=2
KillWait=2
JobRequeue=1
ReturnToService=2
SlurmdParameters=config_overrides
NodeName=$host NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=main Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF

munged --foreground --force --key-file="$folder/munge.key" --socket="$folder/munge.socket" \
  --pid-file="$folder/munged.pid" --log-file="$folder/munged.log" --seed-file="$folder/munged.seed" >/dev/null 2>&1 &
munge_pid=$!
for _ in $(seq 50); do [ -S "$folder/munge.socket" ] && break; sleep 0.1; done
slurmctld -D -c > "$folder/slurmctld.log" 2>&1 &
ctld_pid=$!
slurmd -D -N "$host" > "$folder/slurmd.log" 2>&1 &
slurmd_pid=$!
for _ in $(seq 60); do
  sinfo -h -o %T 2>/dev/null | grep -q idle && break
  sleep 0.5
done
sinfo -h -o %T 2>/dev/null | grep -q idle || fail "its node does not come up"

scenario=scenarios/trend-2013-2026.yaml
digest() { node -e 'console.log(JSON.parse(require("fs").readFileSync(process.argv[1])).manifest.resultDigest)' "$1"; }
node dist/rebound.js run $scenario --draws 512 --json > "$folder/single.json"
said=$(node dist/rebound.js submit slurm $scenario --draws 512 --shards 8 --workers 0 --out "$folder/out")
echo "$said"
array=$(echo "$said" | sed 's/^Shards are job \([0-9]*\),.*/\1/')

# The fourth task is cancelled as it runs and waits its turn again; Slurm would have it wait two minutes more.
for _ in $(seq 600); do
  [ "$(squeue -h -r -j "${array}_3" -o %T 2>/dev/null)" = RUNNING ] && break
  sleep 0.1
done
scontrol requeue "${array}_3" || fail "the fourth task could not be queued again"
for _ in $(seq 100); do
  [ "$(squeue -h -r -j "${array}_3" -o %T 2>/dev/null)" = PENDING ] && break
  sleep 0.1
done
scontrol update jobid="${array}_3" starttime=now || fail "the fourth task could not be started again"
for _ in $(seq 240); do
  [ -f "$folder/out/result/result.json" ] && break
  sleep 0.5
done
for _ in $(seq 40); do
  [ -z "$(squeue -h)" ] && break
  sleep 0.5
done
[ -f "$folder/out/result/result.json" ] || { squeue; fail "there is no merged result after two minutes"; }
restarts=$(scontrol show job "${array}_3" 2>/dev/null | sed -n 's/.*Restarts=\([0-9]*\).*/\1/p' | head -1)
[ "${restarts:-0}" -ge 1 ] || fail "the fourth task was not started again"
single=$(digest "$folder/single.json")
merged=$(digest "$folder/out/result/result.json")
[ "$single" = "$merged" ] || fail "the merged digest is $merged, that of a single run $single"
echo "Slurm: 8 shards, one cancelled and queued again, give the digest of the single run."
