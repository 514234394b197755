// Tracks a job for AluminatiAI Workload Tracking: when it runs, what its GPUs do, how it ends.
//
//   import { start, track } from "./aluminatiai.mjs";
//
//   await track({ project: "demo" }, async () => train());  // around the work
//
//   const job = start({ project: "demo" });                 // where that does not fit
//   await job.stop();                                       // or job.stop("failed")
//
// No packages. Runs on Node 18 or newer.
// It never fails, delays or outlives the job: it works in the background with short time-outs, and what could
// not be sent is kept in a file that the next run sends. Of the ranks of one job, rank 0 alone reports. GPUs are
// found by nvidia-smi. Settings come from the environment:
//   ALUMINATIAI_URL          address of the service, __BASE_ADDRESS__ if not set
//   ALUMINATIAI_API_KEY      API key, sent only if set
//   ALUMINATIAI_SPOOL        folder of what could not be sent, else ~/.cache/aluminatiai
//   ALUMINATIAI_PROJECT, ALUMINATIAI_REGION, ALUMINATIAI_GPU_TYPE, ALUMINATIAI_NUM_GPUS, ALUMINATIAI_EXTERNAL_ID
//                            fields of the job that the code does not state; a slash in an id becomes _
//   ALUMINATIAI_OFF          anything: nothing is reported
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";

const BASE_ADDRESS = (process.env["ALUMINATIAI_URL"] || "__BASE_ADDRESS__").replace(/\/+$/, "");
const API_KEY = process.env["ALUMINATIAI_API_KEY"] || "";
const FOLDER = process.env["ALUMINATIAI_SPOOL"] ||
  `${process.env["XDG_CACHE_HOME"] || `${os.homedir()}/.cache`}/aluminatiai`;
// What is known of the job already; what the code, the environment or nvidia-smi says comes before it.
const KNOWN = {
  // @example
};
const HEARTBEAT_SECONDS = 300;
const SAMPLE_SECONDS = 30;
const TIMEOUT_MILLIS = 3_000;
const LONGEST_WAIT_AT_THE_END_MILLIS = 2_000;
const LONGEST_SPOOL_DAYS = 30;
const MOST_SPOOLED = 1_000;

/** Tracks a piece of work, and gives what it gives: its result or its failure. */
export async function track(fields, work) {
  const job = start(fields);
  try {
    const result = await work();
    await job.stop("completed");
    return result;
  } catch (failure) {
    await job.stop("failed");
    throw failure;
  }
}

/** Begins to report, in the background. */
export function start(fields = {}) {
  try {
    const life = reports() ? new Life(fields) : undefined;
    return { stop: async (status = "completed") => life?.stop(status) };
  } catch (fault) {
    warn(`not tracked: ${String(fault)}`);
    return { stop: async () => { } };
  }
}

/** The service answered, and said no. What is invalid stays invalid; the rest may pass. */
class Refused extends Error {
  isFinal;

  constructor(status, message, isOurs) {
    super(`${BASE_ADDRESS} answers ${status}: ${message}`);
    this.isFinal = isOurs && [400, 404, 409, 413].includes(status);
  }
}

class Mean {
  sum = 0;
  count = 0;

  add(values) {
    const known = values.filter((value) => value !== undefined);
    if (known.length > 0) {
      this.sum += known.reduce((sum, value) => sum + value, 0) / known.length;
      this.count++;
    }
  }

  value() {
    return this.count > 0 ? Math.round((this.sum / this.count) * 1000) / 1000 : undefined;
  }
}

class Life {
  started = Date.now() / 1000;
  // Runs on while the clock of the day is put right, and stands still while a laptop sleeps.
  start = performance.now();
  begun;
  timer;
  means = { all: [new Mean(), new Mean()], sinceReport: [new Mean(), new Mean()] };
  nextReport = HEARTBEAT_SECONDS;
  record;
  isOpened = false;
  isAway = false;
  isOver = false;

  constructor(fields) {
    process.on("exit", this.exit);
    this.begun = this.begin(fields).catch((fault) => warn(`not tracked: ${String(fault)}`));
    const tick = () => void this.sample().catch(() => { });
    this.timer = setInterval(tick, SAMPLE_SECONDS * 1000);
    this.timer.unref?.();
  }

  seconds() {
    return (performance.now() - this.start) / 1000;
  }

  async begin(fields) {
    const job = await submission(fields, this.started);
    if (job) {
      this.record = {
        url: BASE_ADDRESS, host: os.hostname(), pid: process.pid, job,
        started: this.started, seen: this.started, seconds: 0,
      };
      this.save(this.record);
      if (!this.isOver) {
        await this.send(() => this.open(job));
        await sendSpooled(() => this.isOver);
      }
    }
  }

  async sample() {
    const found = await gpus();
    for (const means of [this.means.all, this.means.sinceReport]) {
      means[0]?.add(found.map((gpu) => gpu.percent));
      means[1]?.add(found.map((gpu) => gpu.watts));
    }
    if (this.record && !this.isOver && this.seconds() >= this.nextReport) {
      this.nextReport = this.seconds() + HEARTBEAT_SECONDS;
      const { job } = this.record;
      this.save(this.record);
      await this.send(async () => {
        if (!this.isOpened) {
          await this.open(job);
        }
        await ask("POST", `${path(job)}/heartbeat`, values(this.means.sinceReport));
        this.means.sinceReport = [new Mean(), new Mean()];
      });
    }
  }

  async open(job) {
    await ask("POST", "/api/workloads", job);
    this.isOpened = true;
  }

  /** Ends the job, and waits a moment until the service knows it. */
  async stop(status) {
    if (this.isOver) {
      return;
    }
    this.isOver = true;
    const seconds = this.seconds();
    clearInterval(this.timer);
    process.off("exit", this.exit);
    try {
      await within(this.finish(status, seconds), LONGEST_WAIT_AT_THE_END_MILLIS);
    } catch (fault) {
      warn(`not tracked: ${String(fault)}`);
    }
  }

  async finish(status, seconds) {
    if (!this.record) {
      await within(this.begun, LONGEST_WAIT_AT_THE_END_MILLIS);
    }
    const { record } = this;
    if (record) {
      record.end = this.ended(status, seconds);
      this.save(record);
      if (!this.isAway) {
        await this.send(async () => {
          await tell(record, this.isOpened);
          remove(file(record));
        });
      }
    }
  }

  ended(status, seconds) {
    return { ...ended(status, this.started, Date.now() / 1000, seconds), ...values(this.means.all) };
  }

  /** The program ends and nobody stopped the tracker: its file tells the rest. */
  exit = (exitStatus) => {
    if (this.record && !this.isOver) {
      this.record.end = this.ended(exitStatus === 0 ? "completed" : "failed", this.seconds());
      this.save(this.record);
    }
  };

  save(record) {
    record.seen = Date.now() / 1000;
    record.seconds = this.seconds();
    write(record);
  }

  async send(action) {
    try {
      await action();
      this.isAway = false;
    } catch (fault) {
      this.isAway = true;
      if (!(fault instanceof Refused)) {
        warn(`no answer from ${BASE_ADDRESS} (${cause(fault)}); it is kept in ${FOLDER} for the next run`);
      } else {
        warn(fault.message);
        if (fault.isFinal && this.record) {
          remove(file(this.record));
        }
      }
    }
  }
}

function within(work, millis) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, millis);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function values([percent, watts]) {
  return { utilization_pct: percent?.value(), gpu_watts: watts?.value() };
}

const warned = new Set();

/** Says each thing once. */
function warn(message) {
  if (!warned.has(message)) {
    warned.add(message);
    console.error(`aluminatiai: ${message}`);
  }
}

function cause(fault) {
  const inner = fault instanceof Error ? fault.cause : undefined;
  return inner?.message || (fault instanceof Error ? fault.message : String(fault));
}

/** Whether this process is the one of its job that reports: rank 0, and not within a tracked command. */
function reports() {
  if (process.env["ALUMINATIAI_OFF"] || process.env["ALUMINATIAI_TRACKED"]) {
    return false;
  }
  for (const name of ["RANK", "OMPI_COMM_WORLD_RANK", "PMI_RANK", "SLURM_PROCID"]) {
    const rank = Number.parseInt(process.env[name] ?? "", 10);
    if (!Number.isNaN(rank)) {
      return rank === 0;
    }
  }
  return !Number.parseInt(process.env["LOCAL_RANK"] ?? "", 10);
}

/** The GPUs of this machine that the job may use. */
function gpus() {
  const query = "--query-gpu=index,uuid,name,utilization.gpu,power.draw";
  return new Promise((resolve) => {
    const child = execFile("nvidia-smi", [query, "--format=csv,noheader,nounits"], (error, out) => {
      clearTimeout(limit);
      process.off("exit", kill);
      const lines = error ? [] : out.split("\n").map((line) => line.split(",").map((cell) => cell.trim()));
      resolve(visible(lines.filter((cells) => cells.length === 5).map(gpu)));
    });
    // It may hang, as a driver does: nothing waits for it.
    const kill = () => child.kill("SIGKILL");
    const limit = setTimeout(kill, 20_000);
    limit.unref?.();
    process.on("exit", kill);
    child.unref();
    child.stdout?.unref?.();
    child.stderr?.unref?.();
  });
}

function gpu([index, uuid, name, percent, watts]) {
  return { index: index ?? "", uuid: uuid ?? "", name: name ?? "", percent: amount(percent), watts: amount(watts) };
}

function visible(all) {
  const listed = process.env["CUDA_VISIBLE_DEVICES"];
  if (listed === undefined || listed.includes("MIG")) {
    return all;
  }
  const names = listed.split(",").map((name) => name.trim());
  return all.filter((each) => names.some((name) => name === each.index || (name.length > 4 && each.uuid.startsWith(name))));
}

function amount(text) {
  const number = Number(text || Number.NaN); // "[N/A]"
  return number >= 0 && number < 1e5 ? number : undefined;
}

/** The job as it is submitted; nothing if nobody knows its GPUs. */
async function submission(fields, started) {
  const found = await gpus();
  const job = { ...KNOWN };
  for (const gone of ["duration_hours", "utilization_pct"]) {
    delete job[gone];
  }
  if (found[0]) {
    // nvidia-smi counts the dies of boards that have several.
    job["gpu_type"] = found[0].name.replace(/\b(K80|M60|A16)$/, "$1 die");
    job["num_gpus"] = found.length;
  }
  for (const field of ["project", "region", "gpu_type", "num_gpus", "external_id"]) {
    job[field] = process.env[`ALUMINATIAI_${field.toUpperCase()}`] || job[field];
  }
  Object.assign(job, fields);
  if (!job["gpu_type"]) {
    warn("not tracked: no GPU was found; state gpu_type and num_gpus");
    return undefined;
  }
  job["num_gpus"] = Number.parseInt(String(job["num_gpus"] ?? 1), 10) || 1;
  job["external_id"] ||= `${os.hostname().slice(0, 100)}:${randomUUID()}`;
  // It becomes a part of an address, and no slash can stand in one.
  job["external_id"] = String(job["external_id"]).replace(/[/\\%;]|^[.]{1,2}$/g, "_");
  return { ...job, status: "running", started_at: time(started), heartbeat_seconds: HEARTBEAT_SECONDS };
}

function time(seconds) {
  return new Date(seconds * 1000).toISOString();
}

/** What the service says of a refusal, and of each fault. */
function said(text, otherwise) {
  try {
    const { message, details = [] } = JSON.parse(text);
    return [message, ...details.slice(0, 5).map((fault) => `${fault.field} ${fault.message}`)].join("; ");
  } catch {
    return otherwise;
  }
}

async function ask(method, where, body) {
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  if (API_KEY) {
    headers["Authorization"] = `Bearer ${API_KEY}`;
  }
  const response = await fetch(BASE_ADDRESS + where, {
    method, headers, body: JSON.stringify(body), redirect: "manual", signal: AbortSignal.timeout(TIMEOUT_MILLIS),
  });
  const text = await response.text();
  if (!response.ok) {
    const hint = [401, 403].includes(response.status) ? " (it is kept for the next run; is ALUMINATIAI_API_KEY right?)" : "";
    throw new Refused(response.status, said(text, response.statusText) + hint, text.includes('"error"'));
  }
  if (!text.trimStart().startsWith("{")) {
    throw new Error("this is no answer of the service");
  }
}

function path(job) {
  return `/api/workloads/by-external-id/${encodeURIComponent(String(job["external_id"]))}`;
}

/** Tells the service of a job that is over, from its record alone. To do it twice changes nothing. */
async function tell(record, isOpened) {
  if (!isOpened) {
    await ask("POST", "/api/workloads", record.job);
  }
  const end = record.end ?? ended("failed", record.started, record.seen, record.seconds);
  await ask("PATCH", path(record.job), end);
}

/** How a job ended. The clock of the day may have been put right, and a laptop may have slept. */
function ended(status, from, to, seconds) {
  if (to - from < seconds) {
    return { status, ended_at: time(from + Math.max(seconds, 0.001)) };
  }
  const hasSlept = to - from > seconds + Math.max(60, 0.01 * seconds);
  return { status, ended_at: time(to), duration_hours: hasSlept ? Math.max(seconds, 0.001) / 3600 : undefined };
}

function file(record) {
  return `${FOLDER}/${encodeURIComponent(String(record.job["external_id"])).slice(0, 200)}.json`;
}

/** The whole file or nothing, readable by its owner alone. */
function write(record) {
  try {
    const half = `${file(record)}.${process.pid}`;
    fs.mkdirSync(FOLDER, { recursive: true, mode: 0o700 });
    fs.writeFileSync(half, JSON.stringify(record), { mode: 0o600 });
    fs.renameSync(half, file(record));
  } catch (fault) {
    warn(`nothing can be kept in ${FOLDER}: ${cause(fault)}`);
  }
}

function remove(name) {
  try {
    fs.rmSync(name, { force: true });
  } catch {
    // It is sent again, which changes nothing.
  }
}

/** Sends what earlier runs could not, until this one is over or the service is away again. */
async function sendSpooled(isOver) {
  const names = fs.readdirSync(FOLDER).filter((name) => name.endsWith(".json"));
  for (const name of names.sort().slice(0, MOST_SPOOLED)) {
    const spooled = `${FOLDER}/${name}`;
    if (isOver()) {
      return;
    }
    try {
      const ageSeconds = (Date.now() - fs.statSync(spooled).mtimeMs) / 1000;
      const record = JSON.parse(fs.readFileSync(spooled, "utf8"));
      if (ageSeconds > LONGEST_SPOOL_DAYS * 86_400) {
        remove(spooled);
      } else if (record.url === BASE_ADDRESS && hasEnded(record, ageSeconds)) {
        await tell(record, false);
        remove(spooled);
      }
    } catch (fault) {
      if (fault instanceof Refused ? fault.isFinal : fault instanceof SyntaxError) {
        warn(`a job of an earlier run is dropped: ${cause(fault)}`);
        remove(spooled);
      } else {
        return;
      }
    }
  }
}

/** Whether a job has ended, or whoever reported it is gone: its file is touched at every report. */
function hasEnded(record, ageSeconds) {
  if (record.end || ageSeconds > 3 * HEARTBEAT_SECONDS) {
    return true;
  }
  if (record.host !== os.hostname()) {
    return false;
  }
  try {
    process.kill(record.pid, 0);
    return isZombie(record.pid);
  } catch (fault) {
    return fault.code === "ESRCH";
  }
}

/** Whether a process has ended and nobody has reaped it yet; Linux alone tells. */
function isZombie(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.startsWith("Z", stat.lastIndexOf(")") + 2);
  } catch {
    return false;
  }
}
