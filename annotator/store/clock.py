"""The time, as it is stored."""

import time
from datetime import UTC, datetime
from functools import lru_cache


def now() -> str:
    """Return the time in UTC, ISO 8601 to the second."""
    return _said(int(time.time()))


@lru_cache(maxsize=1)
def _said(second: int) -> str:
    """Several acts may come within a second, and most of what one costs besides the disk is such trifles."""
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
