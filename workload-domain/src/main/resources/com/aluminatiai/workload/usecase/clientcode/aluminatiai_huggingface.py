"""Tracks a training of Hugging Face's Trainer for AluminatiAI Workload Tracking.

    from aluminatiai_huggingface import AluminatiaiCallback

    trainer = Trainer(..., callbacks=[AluminatiaiCallback(project="demo")])

Put this file and aluminatiai.py, which says more, beside your script. One process reports for all. A training that
fails ends as failed when the program does.
"""

import sys

from transformers import TrainerCallback

from aluminatiai import KNOWN, track

__all__ = ["AluminatiaiCallback"]


class AluminatiaiCallback(TrainerCallback):
    """The fields are those of a submission, all of them optional."""

    def __init__(self, **fields):
        self._fields = fields
        self._job = None

    def on_train_begin(self, args, state, control, **kwargs):
        if state.is_world_process_zero:
            if self._job is not None:
                self._job.stop("failed")  # The one before has not ended, so it broke.
            self._job = track(**{**_facts(kwargs.get("model")), **self._fields}).start()

    def on_train_end(self, args, state, control, **kwargs):
        job, self._job = self._job, None
        if job is not None:
            job.stop("completed")


def _facts(model):
    """What the model says of the work."""
    facts = {"workload_type": KNOWN.get("workload_type", "training")}
    try:
        weights = list(model.parameters())
        size_gb = sum(each.numel() * each.element_size() for each in weights) / 1e9
        if size_gb > 0:
            facts["model_size_gb"] = size_gb
        if hasattr(model, "peft_config"):
            facts["workload_type"] = "fine_tuning"
    except Exception as fault:  # noqa: BLE001
        print(f"aluminatiai: the size of the model is not known: {fault!r}", file=sys.stderr)
    return facts
