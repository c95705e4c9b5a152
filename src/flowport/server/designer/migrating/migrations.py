"""Plans and runs of one server, with the threads that are at them."""

from __future__ import annotations

from pathlib import Path

from flowport.jobs.moving.runs import Runs
from flowport.server.designer.migrating.plans import PlanFolder
from flowport.server.designer.migrating.pool import Pool
from flowport.server.designer.migrating.running import Running
from flowport.server.designer.migrating.target_resources import TargetResources

__all__ = ["Migrating"]


class Migrating:
    """What the calls about migrations work with.

    Attributes:
        runs: The folder of runs, which the command line shares.
        plans: The plans.
        running: The runs.
        holdings: What the targets hold.
    """

    def __init__(self, folder: str = "") -> None:
        """Take the folder of runs; this user's if it is empty."""
        self._pool = Pool()
        self.runs = Runs(Path(folder) if folder else None)
        self.plans = PlanFolder(self.runs.root / "plans", self._pool)
        self.running = Running(self.runs, self._pool)
        self.holdings = TargetResources()

    def close(self) -> None:
        """Stop what is under way; it can be resumed."""
        self._pool.close()
