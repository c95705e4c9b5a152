"""A flow that is too large, cut into flows that are not."""

from __future__ import annotations

from flowport.split.split import Into, Limits, Split, fits, split

__all__ = ["Into", "Limits", "Split", "fits", "split"]
