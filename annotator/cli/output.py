"""What the commands share: a progress bar on a terminal, JSON, lists of coders."""

import json
import math
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import click

from annotator.operations.progress import Progress


@contextmanager
def progress_bar(label: str) -> Iterator[Progress]:
    """Yield a `Progress` that draws a bar on a terminal and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda done, total, text: None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def advance(done: int, total: int, text: str) -> None:
            bar.length = max(1, total)
            bar.update(done - bar.pos)

        yield advance


def print_json(value: Mapping[str, object]) -> None:
    """Print one JSON object, in characters that the other end can take."""
    is_unicode = (sys.stdout.encoding or "utf-8").lower().startswith("utf")
    click.echo(json.dumps(value, ensure_ascii=not is_unicode, indent=2))


def names_in(text: str | None) -> list[str] | None:
    """Return the names of a list “A,B,…”, None where it was not given."""
    return [name.strip() for name in text.split(",") if name.strip()] if text is not None else None


class Fraction(click.FloatRange):
    """A number in a range; “nan” is in none, although no comparison says so."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number; fails for what is no number, and outside of the range."""
        number = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(f"{value} is not in the range {self._describe_range()}.", param, ctx)
        return number


coders_option = click.option("--coders", metavar="A,B,…", help="The coders to compare; all where it is left out.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
