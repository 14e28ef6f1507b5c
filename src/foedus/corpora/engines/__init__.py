"""Engines: where jobs run, in this process, in processes of this machine, or on a Ray cluster."""

from foedus.corpora.engines.base import Engine, Job, Lost, Make, Outcome

__all__ = ["Engine", "Job", "Lost", "Make", "Outcome"]
