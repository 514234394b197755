"""Tracks a training of Lightning for AluminatiAI Workload Tracking.

    from aluminatiai_lightning import AluminatiaiCallback

    trainer = Trainer(..., callbacks=[AluminatiaiCallback(project="demo")])

Put this file and aluminatiai.py, which says more, beside your script. One process reports for all.
"""

import sys

try:
    from lightning.pytorch import Callback
except ImportError:
    from pytorch_lightning import Callback

from aluminatiai import KNOWN, track

__all__ = ["AluminatiaiCallback"]


class AluminatiaiCallback(Callback):
    """The fields are those of a submission, all of them optional."""

    def __init__(self, **fields):
        self._fields = fields
        self._job = None

    def on_fit_start(self, trainer, pl_module):
        if trainer.is_global_zero:
            self._end("failed")  # The one before has not ended, so it broke.
            self._job = track(**{**_facts(pl_module), **self._fields}).start()

    def on_fit_end(self, trainer, pl_module):
        self._end("completed")

    def on_exception(self, trainer, pl_module, exception):
        self._end("failed")

    def _end(self, status):
        job, self._job = self._job, None
        if job is not None:
            job.stop(status)


def _facts(model):
    """What the model says of the work."""
    facts = {"workload_type": KNOWN.get("workload_type", "training")}
    try:
        size_gb = sum(each.numel() * each.element_size() for each in model.parameters()) / 1e9
        if size_gb > 0:
            facts["model_size_gb"] = size_gb
    except Exception as fault:  # noqa: BLE001
        print(f"aluminatiai: the size of the model is not known: {fault!r}", file=sys.stderr)
    return facts
