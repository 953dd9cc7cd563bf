"""A view with the lanes of two coders below its lines and gold above them."""

from typing import Any

TITLES = ("Ana", "Ben", "Gold")


def gold_above(view: Any, order: tuple[int, ...] = ()) -> Any:
    """Show the lanes in this order; return the view."""
    view.set_lanes(TITLES, 2, order)
    return view
