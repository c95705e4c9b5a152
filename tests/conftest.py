"""What every test shares: examples are judged by what they find, not by a machine's clock."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

# No test outlives a power cut; ``test_synced`` records the calls that wait for the disk.
os.fsync = lambda _file: None  # type: ignore[assignment]
