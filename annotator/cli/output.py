"""What the commands share: a progress bar on a terminal, JSON, lists of coders."""

import json
import math
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import click

from annotator.cli.columns import BROKEN
from annotator.cli.streams import obeyed
from annotator.model.name_lists import names_listed
from annotator.operations.progress import Progress


@contextmanager
def progress_bar(label: str) -> Iterator[Progress]:
    """Yield a `Progress` that draws a bar on a terminal and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda done, total, text: None
        return
    with obeyed(sys.stderr) as stream, click.progressbar(length=1, label=label, file=stream) as bar:

        def advance(done: int, total: int, text: str) -> None:
            bar.length = max(1, total)
            bar.update(done - bar.pos)

        yield advance


def print_json(value: Mapping[str, object]) -> None:
    """Print one JSON object, in characters that the other end can take; what a terminal would obey is escaped."""
    is_unicode = (sys.stdout.encoding or "utf-8").lower().startswith("utf")
    said = json.dumps(value, ensure_ascii=not is_unicode, indent=2)
    click.echo(BROKEN.sub(lambda found: f"\\u{ord(found[0]):04x}" if found[0] != "\n" else "\n", said))


def names_in(text: str | None) -> list[str] | None:
    """Return the names of a list “A,B,…”, None where it was not given; see `names_listed`."""
    return names_listed(text) if text is not None else None


def place(start: int, stop: int) -> str:
    """Return where in a document something stands, in code points."""
    return f"{start}–{stop}" if start < stop else "whole document"


def in_quotes(quote: str) -> str:
    """Return the words of a passage on a line, in quotes and behind a blank; nothing of a whole document."""
    words = " ".join(quote.split())
    return f" “{words if len(words) <= _LONGEST_QUOTE else f'{words[: _LONGEST_QUOTE - 1]}…'}”" if words else ""


class Fraction(click.FloatRange):
    """A number in a range; “nan” is in none, although no comparison says so."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number; fails for what is no number, and outside of the range."""
        number = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(f"{value} is not in the range {self._describe_range()}.", param, ctx)
        return number


_LONGEST_QUOTE = 60
QUOTING = 'A name with a comma stands in double quotes: "Smith, J.",Ben.'
coders_option = click.option(
    "--coders", metavar="A,B,…", help=f"The coders to compare; all where it is left out. {QUOTING}"
)
begun_too_option = click.option(
    "--begun-too", is_flag=True, help="Compare coders also in texts that they have begun and not done."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
