"""`annotator units FILE`: units that are given, shown, cut, split and joined."""

from collections.abc import Sequence
from pathlib import Path

import click

from annotator.cli.acting import acting, as_option, refuse_unseen, see_option
from annotator.cli.backing_up import backed_up
from annotator.cli.output import json_option, print_json, progress_bar
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import DocumentId
from annotator.model.span import Extent
from annotator.model.wording import counted
from annotator.operations.coding.unit_progress import unit_counts
from annotator.operations.documents import unit_words, units
from annotator.operations.documents.documents import documents_named
from annotator.operations.documents.rereading_words import seen_layers
from annotator.operations.documents.units import UnitChange
from annotator.operations.people.roles import Right
from annotator.store.project import Project

_SHOWN = 20


@click.command("units")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("document", required=False)
@click.option("--cut", is_flag=True, help="Cut documents that are not cut yet into what the codebook says.")
@click.option("--again", is_flag=True, help="With --cut: cut those anew that are cut already.")
@click.option("--split", "number", type=int, metavar="NUMBER", help="Split this unit of DOCUMENT.")
@click.option("--at", "words", multiple=True, metavar="WORDS", help="With --split: before these words of the unit.")
@click.option("--join", "span", nargs=2, type=int, metavar="FIRST LAST", help="Make these units of DOCUMENT one.")
@click.option("--dry-run", is_flag=True, help="Say what would follow, and change nothing.")
@as_option
@see_option
@json_option
def command(
    file: Path,
    document: str | None,
    cut: bool,
    again: bool,
    number: int | None,
    words: tuple[str, ...],
    span: tuple[int, int] | None,
    dry_run: bool,
    who: str | None,
    asks: bool,
    as_json: bool,
) -> None:
    """Show the units that the documents of the project FILE are cut into; or cut, split or join them."""
    changes = [cut, number is not None, span is not None]
    if sum(changes) > 1:
        raise click.UsageError("Choose one of --cut, --split and --join.")
    if (words and number is None) or (again and not cut):
        raise click.UsageError("--at goes with --split, and --again with --cut.")
    writes = any(changes) and not dry_run
    with (
        acting(file, who, Right.DOCUMENTS if any(changes) else None) as project,
        backed_up(project),
        progress_bar("Cutting") as progress,
    ):
        if asks:
            refuse_unseen(project, asks)
        on = _one(project, document) if document is not None else None
        if not any(changes):
            _show(project, on, as_json)
            return
        if cut:
            some = None if on is None else [on]
            found = units.cut_units(project, some, again, progress) if writes else units.plan_cut(project, some, again)
        elif on is None:
            raise NotAllowed("Name the document whose units are to be split or joined.")
        elif number is not None:
            places = _places(project, on, number - 1, words)
            do = units.split_unit if writes else units.plan_split
            found = [do(project, on, number - 1, places)]
        else:
            assert span is not None
            do_join = units.join_units if writes else units.plan_join
            found = [do_join(project, on, span[0] - 1, span[1] - 1)]
        _say(project, found, dry_run, as_json)


def _one(project: Project, title: str) -> DocumentId:
    found = documents_named(project, [title])
    if len(found) != 1:
        raise NotAllowed(f"{counted(len(found), 'document')} are called “{title}”; give the id of one.")
    return found[0]


def _places(project: Project, document: DocumentId, at: int, words: Sequence[str]) -> list[int]:
    """Return where words begin in a unit; raises `NotFound` where they do not stand there, or more than once."""
    there = project.units.of_document(document)
    if not 0 <= at < len(there):
        return []  # which the plan says
    start, stop = there[at]
    text = project.documents.get(document).text[start:stop]
    if not words:
        raise NotAllowed("Say by --at WORDS before which words the unit is to be split.")
    for one in words:
        if text.count(one) != 1 or not one:
            raise NotFound(f"“{one}” has to stand in unit {at + 1:,} once; it stands there {text.count(one):,} times.")
    return [start + text.index(one) for one in words]


def _show(project: Project, document: DocumentId | None, as_json: bool) -> None:
    own = project.layers.of_coder(project.person)[:1] if project.person is not None else []
    counts = unit_counts(project, own[0].id) if own else {}
    if document is not None:
        _show_units(project, document, project.units.of_document(document), as_json)
        return
    numbers = project.units.numbers()
    infos = project.documents.all()
    if as_json:
        records = [
            {
                "document": info.id,
                "title": info.title,
                "units": numbers.get(info.id, 0),
                "left": counts[info.id].left if info.id in counts else None,
            }
            for info in infos
        ]
        codebook = project.codebook
        print_json({"unit": codebook.unit, "codes_per_unit": codebook.codes_per_unit, "documents": records})
        return
    for info in infos:
        said = counted(numbers[info.id], "unit") if info.id in numbers else "not cut"
        left = f", {counts[info.id].left:,} of them without a code of yours" if info.id in counts else ""
        click.echo(f"{info.title}: {said}{left}")
    if not units.is_given(project):
        click.echo("The codebook says that any passage is coded.")


def _show_units(project: Project, document: DocumentId, there: Sequence[Extent], as_json: bool) -> None:
    text = project.documents.get(document).text
    if as_json:
        records = [
            {"number": number, "start": start, "stop": stop, "text": text[start:stop]}
            for number, (start, stop) in enumerate(there, 1)
        ]
        print_json({"document": document, "units": records})
        return
    for number, (start, stop) in enumerate(there, 1):
        click.echo(f"{number}\t{' '.join(text[start:stop].split())}")
    if not there:
        click.echo("The document is not cut into units.")


def _say(project: Project, found: Sequence[UnitChange], dry_run: bool, as_json: bool) -> None:
    seen = seen_layers(project)
    said = unit_words.follows_said(found)
    lines = [*unit_words.codings_said(project, found, seen)]
    if as_json:
        records = [
            {
                "document": one.document.id,
                "title": one.document.title,
                "before": len(one.before),
                "units": len(one.after),
                "codings": len(one.follows.followed),
                "reopened": len(one.follows.reopened),
            }
            for one in found
        ]
        print_json({"documents": records, "follows": said, "codings": lines, "dry_run": dry_run})
        return
    if said and seen is not None:
        click.echo(f"Note: {unit_words.UNSEEN}", err=True)
    for sentence in said:
        click.echo(sentence)
    for line in lines[:_SHOWN]:
        click.echo(f"  {line}")
    if len(lines) > _SHOWN:
        click.echo(f"  … and {len(lines) - _SHOWN:,} more; --json lists all.")
    done = unit_words.cut_said(found) if found else "All documents are cut into units already."
    click.echo(f"This would be done: {done}" if dry_run and found else done)
