"""`annotator errors FILE`: codings and gold that look wrong."""

from collections.abc import Iterator
from pathlib import Path

import click

from annotator.cli.acting import acting, as_option, say_plain, see_option
from annotator.cli.output import (
    Fraction,
    begun_too_option,
    coders_option,
    in_quotes,
    json_option,
    names_in,
    place,
    print_json,
    progress_bar,
)
from annotator.formats.jsonl.study_records import ComparedTextsRecord
from annotator.operations.adjudication import likely_errors
from annotator.operations.adjudication.error_words import ErrorWords
from annotator.operations.adjudication.likely_errors import LikelyError
from annotator.operations.agreement import reliability
from annotator.operations.people import people
from annotator.operations.people.roles import Right
from annotator.operations.people.taken_texts import taken_texts


@click.command("errors")
@click.argument("file", type=click.Path(path_type=Path))
@coders_option
@click.option(
    "--at-least",
    type=Fraction(0, 1),
    default=likely_errors.AT_LEAST,
    show_default=True,
    help="How far something looks wrong to be listed.",
)
@click.option("--most", type=click.IntRange(1), default=50, show_default=True, metavar="N", help="How many are listed.")
@begun_too_option
@as_option
@see_option
@json_option
def command(
    file: Path,
    coders: str | None,
    at_least: float,
    most: int,
    begun_too: bool,
    who: str | None,
    asks: bool,
    as_json: bool,
) -> None:
    """List what looks wrong in the codings and the gold of the project FILE, the likeliest error first."""
    with acting(file, who, Right.SEE, asks) as project, progress_bar("Looking") as progress:
        say_plain(project)
        layers = people.layers_named(project, names_in(coders))
        people.need_two(layers)
        found = likely_errors.find(project, layers, at_least, progress, begun_too)
        texts, names = taken_texts(project, layers, begun_too).said, reliability.names_of(project)
        words = ErrorWords(project)
    if as_json:
        record = ComparedTextsRecord.of(texts, names).model_dump()
        print_json({"texts": record, "found": len(found), "errors": [_record(one, words) for one in found[:most]]})
        return
    click.echo(texts.called(names).sentence)
    for line in _lines(found, most, words):
        click.echo(line)


def _lines(found: list[LikelyError], most: int, words: ErrorWords) -> Iterator[str]:
    if not found:
        yield "Nothing looks wrong."
        return
    for one in found[:most]:
        where = f"{one.document.title}, {place(one.span.start, one.span.stop)}"
        yield f"{one.suspicion.score:.2f}  {where}: {words.what(one)}{in_quotes(one.span.quote)}. {words.why(one)}"
    if len(found) > most:
        yield f"… and {len(found) - most:,} more; --most lists more of them."


def _record(one: LikelyError, words: ErrorWords) -> dict[str, object]:
    return {
        "score": one.suspicion.score,
        "of": one.of.value,
        "document": one.document.id,
        "title": one.document.title,
        "span": one.span.id,
        "layer": one.layer,
        "label": one.span.label,
        "start": one.span.start,
        "stop": one.span.stop,
        "quote": one.span.quote,
        "against": one.suspicion.against,
        "part": one.suspicion.part,
        "like": one.suspicion.like._asdict(),
        "why": words.why(one),
    }
