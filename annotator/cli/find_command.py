"""`annotator find FILE QUERY`: passages of all texts, as lines, a table, a report or JSON."""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from annotator.cli.acting import acting, as_option, refuse_unseen, say_plain, say_unseen, see_option
from annotator.cli.output import json_option, print_json, progress_bar
from annotator.cli.passage_text import passage_lines
from annotator.cli.streams import print_data
from annotator.model.errors import BadFile, WouldReplace
from annotator.model.filter_words import Term
from annotator.model.folding import folded
from annotator.model.searching.terms import apart
from annotator.model.wording import counted, isolated
from annotator.operations.actors.seen_actors import known_actors
from annotator.operations.passages import kept
from annotator.operations.passages.citing import WHOLE
from annotator.operations.passages.finding import PASSAGE
from annotator.operations.passages.index_upkeep import keep_up
from annotator.operations.passages.lines import LONGEST, LineOrder
from annotator.operations.passages.listing import ListAsked, PassageList, listed
from annotator.operations.passages.recording import passages_record
from annotator.operations.passages.reporting import KINDS, ending_of, save_passages
from annotator.store.project import Project

_TEXT = "text"
_FORMATS = (_TEXT, *(ending.removeprefix(".") for ending in KINDS))
_BINARY = tuple(ending.removeprefix(".") for ending, kind in KINDS.items() if not kind.is_text)
_ON_SCREEN, _COLUMNS = 100, 120
"""So many lines are listed where nobody says how many; so wide are those that go to no terminal."""
_PARTIES = ("to", "by", "actor")
_CONDITIONS = ("label", "to", "by", "coder")


@click.command("find")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("query", nargs=-1)
@click.option("--label", metavar="LABEL", help="Only codings with this label, or one below it.")
@click.option("--to", metavar="ACTOR", help="Only acts towards this actor, its offices and people.")
@click.option("--by", metavar="ACTOR", help="Only acts of this actor, its offices and people.")
@click.option("--coder", metavar="NAME", help="Only codings of this coder; gold, all, or me.")
@click.option("--where", metavar="TERM", multiple=True, help="A further condition, such as date>=2022 or doubt:yes.")
@click.option(
    "--in",
    "within",
    type=click.Choice([PASSAGE, "sentence", "paragraph", "document"]),
    help="Where the words must stand: in what is coded, or together in one sentence, paragraph or document.",
)
@click.option(
    "--kept",
    "kept_names",
    metavar="NAME",
    multiple=True,
    help="Only what this kept search finds.",
)
@click.option(
    "--order",
    default=LineOrder.TEXT.value,
    metavar="ORDER",
    help=f"By {', '.join(LineOrder)}; with a minus before it backwards.",
)
@click.option("--group", metavar="FIELD", help="Under headings: label, by, to, coder, year, a field of documents …")
@click.option("--format", "kind", type=click.Choice(_FORMATS), help="As what; else what the name of the file says.")
@click.option("--output", type=click.Path(path_type=Path), metavar="PATH", help="Write it to this file.")
@click.option("--force", is_flag=True, help="Replace what is at PATH.")
@click.option("--with-names", "names", is_flag=True, help="Name coders in what is written, and not by pseudonyms.")
@click.option(
    "--limit", type=click.IntRange(1), metavar="N", help=f"So many at most; else {_ON_SCREEN} as text, and else all."
)
@as_option
@see_option
@json_option
def command(
    file: Path,
    query: tuple[str, ...],
    label: str | None,
    to: str | None,
    by: str | None,
    coder: str | None,
    where: tuple[str, ...],
    within: str | None,
    kept_names: tuple[str, ...],
    order: str,
    group: str | None,
    kind: str | None,
    output: Path | None,
    force: bool,
    names: bool,
    limit: int | None,
    who: str | None,
    asks: bool,
    as_json: bool,
) -> None:
    """Find what is coded, or where words stand, in all texts of the project FILE.

    QUERY is a search in one line, as in the window: words, conditions such as label:appeal, or both. One that begins
    with a minus stands behind “--”.
    """
    backwards, by_order = _ordered(order)
    as_kind = _kind(kind, output, as_json)
    terms = dict(zip(_CONDITIONS, (label, to, by, coder), strict=True))
    given = [str(Term(value, key)) for key, value in terms.items() if value is not None]
    asked_for = [*given, *where, *([f"in:{within}"] if within else []), *query]
    is_shown = as_kind == _TEXT
    asked = ListAsked(
        by_order,
        backwards,
        group,
        limit or (_ON_SCREEN if is_shown and not as_json else None),
        longest=LONGEST if is_shown and not as_json else WHOLE,
        with_names=names or is_shown,
    )
    with acting(file, who) as project:
        if asks:
            refuse_unseen(project, asks)
        say_unseen(project)
        say_plain(project, to_file=output is not None)
        keep_up(project)
        before = [kept.kept_named(project, one).search for one in kept_names]
        text = " ".join([*before, *asked_for])
        with progress_bar("Searching") as progress:
            found = listed(project, text, asked, progress)
        if not found.found:
            _say_unknown(project, text)
        if as_json:
            print_json(passages_record(found).model_dump(mode="json"))
        elif is_shown:
            _print(found)
        else:
            _write(found, as_kind, output, force)


def _ordered(text: str) -> tuple[bool, LineOrder]:
    name = text.removeprefix("-")
    if name not in [*LineOrder]:
        raise click.BadParameter(f"“{text}” is no order; it is {', '.join(LineOrder)}.", param_hint="--order")
    return text != name, LineOrder(name)


def _kind(kind: str | None, output: Path | None, as_json: bool) -> str:
    """Return as what it is written: as one says, or as the name of the file says."""
    if as_json:
        if kind is not None or output is not None:
            raise click.UsageError("--json is printed; leave --format and --output out.")
        return _TEXT
    if output is None:
        if kind in _BINARY:
            raise click.UsageError(f"--format {kind} is no text; name a file by --output.")
        return kind or _TEXT
    by_name = ending_of(output).removeprefix(".")
    if kind is not None and kind != by_name:
        raise click.UsageError(f"--format {kind} is written to a file that ends in .{kind}.")
    return by_name


def _say_unknown(project: Project, text: str) -> None:
    """Say which parties that are asked for nobody has registered: a name may be misspelt."""
    known = known_actors(project)
    for term in apart(text)[0]:
        if folded(term.key) in _PARTIES and term.value and known.named(term.value) is None:
            said = "is no actor of the register; the words of parties were looked through for it."
            click.echo(f"Note: “{isolated(term.value)}” {said}", err=True)


def _print(found: PassageList) -> None:
    columns = shutil.get_terminal_size((_COLUMNS, 24)).columns if sys.stdout.isatty() else _COLUMNS
    for line in _as_text(found, columns):
        click.echo(line)


def _as_text(found: PassageList, columns: int) -> Sequence[str]:
    lines = [found.sentence, "", *passage_lines(found, columns)] if found.found else [f"{found.sentence}."]
    if found.listed < found.found:
        lines.append(f"… and {found.found - found.listed:,} more; --limit lists more of them.")
    return lines


def _write(found: PassageList, kind: str, output: Path | None, force: bool) -> None:
    if output is None:
        print_data(KINDS[f".{kind}"].render(found).decode("utf-8"))
        return
    try:
        save_passages(found, output, force)
    except WouldReplace as error:
        raise BadFile(error.file, error.problem, "choose another name, or add --force to replace it") from error
    click.echo(f"Wrote {counted(found.listed, 'passage')} to {output}.")
