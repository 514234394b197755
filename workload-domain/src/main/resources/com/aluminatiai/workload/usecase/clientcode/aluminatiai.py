"""Tracks a job for AluminatiAI Workload Tracking: when it runs, what its GPUs do, how it ends.

One file of the standard library, Python 3.9 or newer. Put it beside your script, and choose one way:

    from aluminatiai import track

    with track(project="demo"):          # around the work
        train()

    @track(project="demo")               # around each call of a function
    def train(): ...

    job = track(project="demo").start()  # where neither fits
    job.stop()                           # or job.stop("failed")

    python aluminatiai.py run -- COMMAND   # around a whole command, in any language

It never fails, delays or outlives the job: it works in the background with short time-outs, and what could
not be sent is kept in a file that the next run sends. Of the ranks of one job, rank 0 alone reports. GPUs are
found by nvidia-smi. Settings come from the environment:

    ALUMINATIAI_URL          address of the service, __BASE_ADDRESS__ if not set
    ALUMINATIAI_API_KEY      API key, sent only if set
    ALUMINATIAI_SPOOL        folder of what could not be sent, else ~/.cache/aluminatiai
    ALUMINATIAI_PROJECT, ALUMINATIAI_REGION, ALUMINATIAI_GPU_TYPE, ALUMINATIAI_NUM_GPUS, ALUMINATIAI_EXTERNAL_ID
                             fields of the job that the code does not state; a slash in an id becomes _
    ALUMINATIAI_OFF          anything: nothing is reported
"""

import atexit
import functools
import http.client
import inspect
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from datetime import datetime, timezone

BASE_ADDRESS = (os.environ.get("ALUMINATIAI_URL") or "__BASE_ADDRESS__").rstrip("/")
API_KEY = os.environ.get("ALUMINATIAI_API_KEY") or ""

# What is known of the job already; what the code, the environment or nvidia-smi says comes before it.
KNOWN = {
    # @example
}

HEARTBEAT_SECONDS = 300
SAMPLE_SECONDS = 30
TIMEOUT_SECONDS = 3
LONGEST_WAIT_AT_THE_END_SECONDS = 2
LONGEST_SPOOL_DAYS = 30
MOST_SPOOLED = 1000

_FROM_ENVIRONMENT = {
    "project": "ALUMINATIAI_PROJECT",
    "region": "ALUMINATIAI_REGION",
    "gpu_type": "ALUMINATIAI_GPU_TYPE",
    "num_gpus": "ALUMINATIAI_NUM_GPUS",
    "external_id": "ALUMINATIAI_EXTERNAL_ID",
}
_OUTER = "ALUMINATIAI_TRACKED"
_warned = set()


def track(**fields):
    """Returns a tracker of one job. The fields are those of a submission, all of them optional."""
    return Tracker(fields)


class Tracker:
    """A job's life. Use it as a context manager, as a decorator, or by start() and stop()."""

    def __init__(self, fields):
        self._fields = dict(fields)
        self._life = None

    def __enter__(self):
        return self.start()

    def __exit__(self, kind, error, trace):
        self.stop(_status_of(kind, error))
        return False

    def __call__(self, function):
        @functools.wraps(function)
        def tracked(*args, **kwargs):
            with Tracker(self._fields):
                return function(*args, **kwargs)

        @functools.wraps(function)
        async def awaited(*args, **kwargs):
            with Tracker(self._fields):
                return await function(*args, **kwargs)

        @functools.wraps(function)
        def generated(*args, **kwargs):
            with Tracker(self._fields):
                return (yield from function(*args, **kwargs))

        if inspect.iscoroutinefunction(function):
            return awaited
        return generated if inspect.isgeneratorfunction(function) else tracked

    def start(self):
        """Begins to report, in the background; does nothing if it has begun, or if another rank reports."""
        if self._life is None:
            self._life = _quietly(_begin, self._fields)
        return self

    def stop(self, status="completed"):
        """Ends the job: "completed" or "failed". Waits two seconds at most until the service knows it."""
        life, self._life = self._life, None
        if life is not None:
            _quietly(life.end, status)


def _status_of(kind, error):
    if kind is None:
        return "completed"
    if issubclass(kind, SystemExit):
        return "completed" if getattr(error, "code", 1) in (None, 0) else "failed"
    return "failed"


def _quietly(function, *args):
    """Nothing that goes wrong here is the job's concern."""
    try:
        return function(*args)
    except Exception as fault:  # noqa: BLE001
        _warn(f"not tracked: {fault!r}")
        return None


def _warn(message):
    """Says each thing once, and only if there is somebody to hear it."""
    try:
        if message not in _warned:
            _warned.add(message)
            print(f"aluminatiai: {message}", file=sys.stderr)
    except Exception:  # noqa: BLE001
        pass


# ---------------------------------------------------------------- who reports, and what


def _reports():
    """Whether this process is the one of its job that reports: rank 0, and not within a tracked command."""
    if os.environ.get("ALUMINATIAI_OFF") or os.environ.get(_OUTER):
        return False
    # The more a variable says about this very process, the earlier it is asked: torchrun may run under srun,
    # and mpirun in a batch script whose own SLURM_PROCID is 0 for all.
    for name in ("RANK", "OMPI_COMM_WORLD_RANK", "PMI_RANK", "SLURM_PROCID"):
        rank = _whole(os.environ.get(name))
        if rank is not None:
            return rank == 0
    # A local rank says nothing about other machines.
    node = _whole(os.environ.get("NODE_RANK", os.environ.get("GROUP_RANK", os.environ.get("SLURM_NODEID"))))
    return not _whole(os.environ.get("LOCAL_RANK")) and not node


def _whole(text):
    try:
        return int(text)
    except (TypeError, ValueError):
        return None


def _nodes():
    """How many machines the ranks of this job are on, as far as its launcher says."""
    for ranks, local in (("WORLD_SIZE", "LOCAL_WORLD_SIZE"), ("OMPI_COMM_WORLD_SIZE", "OMPI_COMM_WORLD_LOCAL_SIZE")):
        all_ranks, local_ranks = _whole(os.environ.get(ranks)), _whole(os.environ.get(local))
        if all_ranks and local_ranks:
            return max(1, all_ranks // local_ranks)
    if _whole(os.environ.get("SLURM_PROCID")) is not None:
        return max(1, _whole(os.environ.get("SLURM_STEP_NUM_NODES")) or 1)
    return 1


def _gpus():
    """The GPUs of this machine that the job may use: dictionaries of index, uuid, name, percent and watts."""
    try:
        listed = subprocess.run(
            [
                "nvidia-smi",
                "--query-gpu=index,uuid,name,utilization.gpu,power.draw",
                "--format=csv,noheader,nounits",
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=20,
            check=True,
        ).stdout.decode("utf-8", "replace")
    except (OSError, RuntimeError, subprocess.SubprocessError):
        return []
    gpus = []
    for line in listed.splitlines():
        cells = [cell.strip() for cell in line.split(",")]
        if len(cells) == 5:
            gpus.append(dict(zip(("index", "uuid", "name"), cells), percent=_number(cells[3]), watts=_number(cells[4])))
    return _visible(gpus)


def _visible(gpus):
    visible = os.environ.get("CUDA_VISIBLE_DEVICES")
    if visible is None:
        return gpus
    chosen = []
    for name in (each.strip() for each in visible.split(",")):
        found = [gpu for gpu in gpus if name == gpu["index"] or (len(name) > 4 and gpu["uuid"].startswith(name))]
        if not found:
            break  # As CUDA does: what follows an unknown name is not visible.
        chosen += found[:1]
    return chosen or (gpus if "MIG" in visible else [])


def _number(text):
    try:
        number = float(text)
        return number if 0 <= number < 1e5 else None
    except ValueError:
        return None  # "[N/A]"


def _submission(fields, started_at):
    """The job as it is submitted; None if nobody knows its GPUs."""
    job = {"model_size_gb": None, **KNOWN}
    for gone in ("duration_hours", "utilization_pct", "status", "started_at", "ended_at"):
        job.pop(gone, None)
    gpus = _gpus()
    if gpus:
        # nvidia-smi counts the dies of boards that have several.
        job["gpu_type"] = re.sub(r"\b(K80|M60|A16)$", r"\1 die", gpus[0]["name"])
        job["num_gpus"] = len(gpus) * _nodes()
        if _whole(os.environ.get("RANK")) == 0:
            job["num_gpus"] = max(job["num_gpus"], _whole(os.environ.get("WORLD_SIZE")) or 1)
    for field, variable in _FROM_ENVIRONMENT.items():
        if os.environ.get(variable):
            job[field] = os.environ[variable]
    job.update(fields)
    job = {name: value for name, value in job.items() if value is not None}
    if "gpu_type" not in job:
        _warn("not tracked: no GPU was found; state gpu_type and num_gpus")
        return None
    job["num_gpus"] = _whole(job.get("num_gpus", 1)) or 1
    job.setdefault("external_id", f"{socket.gethostname()[:100]}:{uuid.uuid4()}")
    # It becomes a part of an address, which takes no such signs.
    job["external_id"] = re.sub(r"[/\\%;]|^[.]{1,2}$", "_", str(job["external_id"]))
    return {**job, "status": "running", "started_at": started_at, "heartbeat_seconds": HEARTBEAT_SECONDS}


def _time(seconds):
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


# ---------------------------------------------------------------- the life of a job


def _begin(fields):
    if not _reports():
        return None
    life = _Life(fields)
    atexit.register(life.exit)
    # Both begin now: at its end a program may begin no thread any more.
    for work in (life.report, life.finish):
        threading.Thread(target=_quietly, args=(work,), name="aluminatiai", daemon=True).start()
    return life


class _Mean:
    def __init__(self):
        self.sum, self.count = 0.0, 0

    def add(self, values):
        values = [value for value in values if value is not None]
        if values:
            self.sum, self.count = self.sum + sum(values) / len(values), self.count + 1

    def value(self):
        return round(self.sum / self.count, 3) if self.count else None


class _Life:
    """What is known of a job, in memory and in its file; the file alone is needed to tell the service."""

    def __init__(self, fields):
        self._fields = fields
        self._pid = os.getpid()
        # Runs on while the clock of the day is put right, and stands still while a laptop sleeps.
        self._start = time.monotonic()
        self._started, self._started_at = time.time(), _time(time.time())
        self._lock = threading.Lock()
        self._sending = threading.Lock()
        self._known = threading.Event()
        self._over = threading.Event()
        self._told = threading.Event()
        self._outcome = None
        self._record = None
        self._percent, self._watts = _Mean(), _Mean()
        self._since_report = (_Mean(), _Mean())
        self._is_opened = False
        self._is_away = False

    def report(self):
        """A background thread: opens the job, then reports until it is over."""
        try:
            job = _submission(self._fields, self._started_at)
            if job is None:
                return
            record = {"url": BASE_ADDRESS, "host": socket.gethostname(), "pid": self._pid, "job": job}
            record["started"] = self._started
            self._save(record)
            self._record = record
        finally:
            self._known.set()
        if self._over.is_set():
            return
        self._send(self._open)
        _send_spooled(self._over)
        next_report = self._start + HEARTBEAT_SECONDS
        while not self._over.wait(SAMPLE_SECONDS):
            self._sample()
            if time.monotonic() >= next_report:
                next_report = time.monotonic() + HEARTBEAT_SECONDS
                self._save(self._record)
                self._send(self._report)

    def _sample(self):
        gpus = _gpus()
        for mean, name in ((0, "percent"), (1, "watts")):
            values = [gpu[name] for gpu in gpus]
            self._since_report[mean].add(values)
            (self._percent, self._watts)[mean].add(values)

    def end(self, status):
        """Ends the job, and waits a moment for the other thread to tell it."""
        if os.getpid() != self._pid or self._over.is_set():
            return  # A child that was forked has the tracker's memory, but is not the job.
        self._outcome = (status, time.monotonic() - self._start)
        atexit.unregister(self.exit)
        self._over.set()
        self._told.wait(LONGEST_WAIT_AT_THE_END_SECONDS)

    def exit(self):
        """The program ends and nobody stopped the tracker."""
        _quietly(self.end, "failed" if getattr(sys, "last_type", None) else "completed")

    def finish(self):
        """A background thread: waits for the end, keeps it, tells it."""
        self._over.wait()
        try:
            self._known.wait()
            if self._record is not None:
                self._finish(*self._outcome)
        finally:
            self._told.set()

    def _finish(self, status, seconds):
        end = _end(status, self._started, time.time(), seconds)
        for name, mean in (("utilization_pct", self._percent), ("gpu_watts", self._watts)):
            if mean.value() is not None:
                end[name] = mean.value()
        self._record["end"] = end
        self._save(self._record)
        self._send(self._tell)

    def _tell(self):
        _tell(self._record, self._is_opened)
        self._forget()

    def _open(self):
        _ask("POST", "/api/workloads", self._record["job"])
        self._is_opened = True

    def _report(self):
        if not self._is_opened:
            self._open()
        report = {}
        for name, mean in zip(("utilization_pct", "gpu_watts"), self._since_report):
            if mean.value() is not None:
                report[name] = mean.value()
        _ask("POST", _path(self._record["job"]) + "/heartbeat", report)
        self._since_report = (_Mean(), _Mean())

    def _send(self, action):
        """Sends one thing after the other: nothing behind the end, and no end while the service is away."""
        with self._sending:
            if not (self._is_away if action == self._tell else self._over.is_set()):
                self._try(action)

    def _try(self, action):
        try:
            action()
            self._is_away = False
        except _Refused as refusal:
            _warn(str(refusal))
            self._is_away = True
            if refusal.is_final:
                self._forget()
        except OSError as fault:
            self._is_away = True
            _warn(f"no answer from {BASE_ADDRESS} ({fault}); it is kept in {_folder()} for the next run")

    def _save(self, record):
        with self._lock:
            record["seconds"] = time.monotonic() - self._start
            record["seen"] = time.time()
            _write(record)

    def _forget(self):
        _remove(_file(self._record))


# ---------------------------------------------------------------- the service


class _Refused(Exception):
    """The service answered, and said no."""

    def __init__(self, status, message, is_final):
        super().__init__(f"{BASE_ADDRESS} answers {status}: {message}")
        # A key may be put right, an outage and a limit end; what is invalid stays invalid.
        self.is_final = is_final


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """The key is for this service alone."""

    def redirect_request(self, *args):
        return None


_opener = urllib.request.build_opener(_NoRedirect)


def _ask(method, path, body):
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if API_KEY:
        headers["Authorization"] = f"Bearer {API_KEY}"
    request = urllib.request.Request(BASE_ADDRESS + path, json.dumps(body).encode(), headers, method=method)
    try:
        with _opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
            if not answer.read(1_000_000).lstrip().startswith(b"{"):
                raise OSError("this is no answer of the service")
    except urllib.error.HTTPError as refusal:
        with refusal:
            try:
                body = json.loads(refusal.read(100_000))
                faults = [f"{fault['field']} {fault['message']}" for fault in body.get("details", [])[:5]]
                message, is_ours = "; ".join([body["message"], *faults]), "error" in body
            except (OSError, ValueError, KeyError, TypeError, http.client.HTTPException):
                message, is_ours = refusal.reason, False
        if refusal.code in (401, 403):
            message += " (it is kept for the next run; is ALUMINATIAI_API_KEY right?)"
        raise _Refused(refusal.code, message, is_ours and refusal.code in (400, 404, 409, 413)) from None
    except (ValueError, urllib.error.URLError, http.client.HTTPException) as fault:
        raise OSError(str(getattr(fault, "reason", fault))) from None


def _path(job):
    return "/api/workloads/by-external-id/" + urllib.parse.quote(job["external_id"], safe="")


def _tell(record, is_opened=False):
    """Tells the service of a job that is over, from its record alone. To do it twice changes nothing."""
    if not is_opened:
        _ask("POST", "/api/workloads", record["job"])
    end = record.get("end") or _end("failed", record["started"], record["seen"], record["seconds"])
    _ask("PATCH", _path(record["job"]), end)


def _end(status, started, ended, seconds):
    """How a job ended. The clock of the day may have been put right, and a laptop may have slept."""
    if ended - started < seconds:
        return {"status": status, "ended_at": _time(started + max(seconds, 0.001))}
    end = {"status": status, "ended_at": _time(ended)}
    if ended - started > seconds + max(60, 0.01 * seconds):
        end["duration_hours"] = max(seconds, 0.001) / 3600
    return end


# ---------------------------------------------------------------- the file


def _folder():
    named = os.environ.get("ALUMINATIAI_SPOOL")
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return named or os.path.join(cache, "aluminatiai")


def _file(record):
    name = uuid.uuid5(uuid.NAMESPACE_URL, record["url"] + " " + record["job"]["external_id"])
    return os.path.join(_folder(), f"{name}.json")


def _write(record):
    """The whole file or nothing, readable by its owner alone."""
    text = json.dumps(record)
    try:
        os.makedirs(_folder(), mode=0o700, exist_ok=True)
        path = _file(record)
        half = f"{path}.{os.getpid()}.{threading.get_ident()}"
        with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(half, path)
    except OSError as fault:
        _warn(f"nothing can be kept in {_folder()}: {fault}")


def _remove(path):
    try:
        os.remove(path)
    except OSError:
        pass


def _send_spooled(over):
    """Sends what earlier runs could not, until this one is over or the service is away again."""
    try:
        names = sorted(name for name in os.listdir(_folder()) if name.endswith(".json"))[:MOST_SPOOLED]
    except OSError:
        return
    for name in names:
        if over.is_set():
            return
        path = os.path.join(_folder(), name)
        try:
            age_seconds = time.time() - os.path.getmtime(path)
            if age_seconds > LONGEST_SPOOL_DAYS * 86_400:
                _remove(path)
                continue
            with open(path, encoding="utf-8") as file:
                record = json.load(file)
            if record["url"] != BASE_ADDRESS or not _is_over(record, age_seconds):
                continue
            _tell(record)
            _remove(path)
        except _Refused as refusal:
            if not refusal.is_final:
                return
            _warn(f"a job of an earlier run is dropped: {refusal}")
            _remove(path)
        except (ValueError, KeyError, TypeError):
            _remove(path)  # It is not ours, or half of it.
        except OSError:
            return


def _is_over(record, age_seconds):
    """Whether a job has ended, or whoever reported it is gone: its file is touched at every report."""
    if "end" in record or age_seconds > 3 * HEARTBEAT_SECONDS:
        return True
    if os.name != "posix" or record["host"] != socket.gethostname():
        return False
    try:
        os.kill(record["pid"], 0)
        return _is_zombie(record["pid"])
    except ProcessLookupError:
        return True
    except OSError:
        return False


def _is_zombie(pid):
    """Whether a process has ended and nobody has reaped it yet; Linux alone tells."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as stat:
            return stat.read().rpartition(") ")[2].startswith("Z")
    except OSError:
        return False


# ---------------------------------------------------------------- around a command


def _run(command):
    """Runs a command as if this were not there: its output, its signals, its exit status."""
    pass_on = _PassOn()
    try:
        process = subprocess.Popen(command, env={**os.environ, _OUTER: str(os.getpid())})
    except OSError as fault:
        print(f"aluminatiai: {command[0]}: {fault.strerror}", file=sys.stderr)
        return 127 if isinstance(fault, FileNotFoundError) else 126
    pass_on.to(process)
    tracker = track().start()
    status = _wait_for(process)
    tracker.stop("completed" if status == 0 else "failed")
    if status < 0:
        _die_by(-status)
    return status


def _wait_for(process):
    """Waits for the end, and hears signals meanwhile.

    Python hears a signal between two steps of the main thread. One that comes right before a wait without a
    limit would be heard at its end only, so another thread waits, and the main one looks up now and then.
    """
    waiter = threading.Thread(target=process.wait, daemon=True)
    waiter.start()
    while waiter.is_alive():
        waiter.join(0.25)
    return process.returncode


class _PassOn:
    """Gives signals to a command, also those that come before it is there."""

    def __init__(self):
        self._process = None
        self._early = []
        for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGCONT"):
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._hear)

    def to(self, process):
        self._process = process
        for number in self._early:
            self._hear(number, None)

    def _hear(self, number, frame):
        # What is typed at a terminal reaches the command by itself.
        if number in (signal.SIGINT, getattr(signal, "SIGQUIT", None)) and _is_in_foreground():
            return
        if self._process is None:
            self._early.append(number)
            return
        try:
            self._process.send_signal(number)
        except OSError:
            pass


def _is_in_foreground():
    try:
        with open("/dev/tty", "rb") as terminal:
            return os.tcgetpgrp(terminal.fileno()) == os.getpgrp()
    except (OSError, AttributeError):
        return False


def _die_by(number):
    """Ends by the signal that ended the command, without a second core file."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
        sys.stdout.flush()
        signal.signal(number, signal.SIG_DFL)
    except (ImportError, OSError, ValueError):
        pass  # SIGKILL has no handler to reset.
    os.kill(os.getpid(), number)


def _main(arguments):
    if len(arguments) > 2 and arguments[0] == "run" and arguments[1] == "--":
        return _run(arguments[2:])
    print("usage: python aluminatiai.py run -- COMMAND [ARGUMENTS...]", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))
