"""`annotator reread FILE`: a better reading in the place of a text, to which what was coded moves."""

from pathlib import Path

import click

from annotator.cli.acting import acting, as_option, refuse_unseen, see_option
from annotator.cli.backing_up import backed_up
from annotator.cli.output import json_option, print_json, progress_bar
from annotator.model.errors import BadFile, NotAllowed, NotFound
from annotator.model.ids import DocumentId
from annotator.model.wording import counted
from annotator.operations.documents import earlier_versions, rereading, rereading_words, sets
from annotator.operations.documents.documents import documents_named
from annotator.operations.documents.rereading import Rereading
from annotator.operations.exchange import new_readings
from annotator.operations.exchange.new_readings import ReadingChoice, ReadingPlans
from annotator.operations.people.roles import Right
from annotator.store.project import Project

_SHOWN = 20


@click.command("reread")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("document", required=False)
@click.argument("source", required=False, type=click.Path(path_type=Path))
@click.option("--all", "every", is_flag=True, help="All documents; DOCUMENT is left out.")
@click.option("--set", "set_name", metavar="NAME", help="The documents of this set; DOCUMENT is left out.")
@click.option(
    "--from", "folder", type=click.Path(path_type=Path), help="Read the files of this folder, by their names."
)
@click.option("--format", "format", default="", metavar="NAME", help="Read the file so (“pdf”, “pdf-lines”, “text” …).")
@click.option("--encoding", default="", metavar="NAME", help="The encoding, where it is guessed wrongly.")
@click.option("--earlier", is_flag=True, help="List earlier versions and what found no place in the later ones.")
@click.option("--again", is_flag=True, help="Look once more for the places of what earlier versions kept.")
@click.option("--dry-run", is_flag=True, help="Say what would move, and change nothing.")
@as_option
@see_option
@json_option
def command(
    file: Path,
    document: str | None,
    source: Path | None,
    every: bool,
    set_name: str | None,
    folder: Path | None,
    format: str,
    encoding: str,
    earlier: bool,
    again: bool,
    dry_run: bool,
    who: str | None,
    asks: bool,
    as_json: bool,
) -> None:
    """Read DOCUMENT of the project FILE anew, from the file SOURCE or from the one that the project keeps of it.

    The new text takes the place of the old one as one step. What was coded moves where its place is certain; what finds
    none is listed and kept with the old text.
    """
    if source is not None and folder is not None:
        raise NotAllowed("Name a file or, by --from, a folder, not both.")
    if folder is not None and not folder.is_dir():
        raise BadFile(folder.name, "there is no such folder", "check its name")
    is_only_read = earlier or dry_run
    with (
        acting(file, who, None if is_only_read else Right.DOCUMENTS) as project,
        backed_up(project),
        progress_bar("Reading") as progress,
    ):
        if asks:
            refuse_unseen(project, asks)
        if earlier:
            _list_earlier(project, document, as_json)
            return
        chosen = _chosen(project, document, every, set_name)
        if again:
            _move_again(project, chosen, as_json)
            return
        choice = ReadingChoice(folder or source, format, encoding)
        if document is not None:
            found = ReadingPlans([new_readings.plan_one(project, chosen[0], choice)])
        else:
            found = new_readings.plan_many(project, chosen, choice, progress)
        if not dry_run and found.plans:
            found.plans = rereading.read_anew(project, found.plans, progress)
        _say(project, found, dry_run, as_json)
        if found.refused and not found.plans and not found.same:
            raise NotFound("No document was read anew; the notes say why.")


def _chosen(project: Project, document: str | None, every: bool, set_name: str | None) -> tuple[DocumentId, ...]:
    if sum((document is not None, every, set_name is not None)) != 1:
        raise NotAllowed("Say which documents: name one, or give --all or --set NAME.")
    if document is not None:
        found = documents_named(project, [document])
        if len(found) != 1:
            raise NotAllowed(f"{counted(len(found), 'document')} are called “{document}”; give the id of one.")
        return found
    if set_name is not None:
        return sets.documents_of(project, sets.set_named(project, set_name))
    return tuple(info.id for info in project.documents.all())


def _seen(project: Project, plans: list[Rereading]) -> tuple[list[Rereading], bool]:
    """Return the plans as whoever is at work may see them, and whether that is all."""
    layers = rereading_words.seen_layers(project)
    if layers is None:
        return plans, True
    return rereading.only_of(plans, layers.__contains__), False


def _say(project: Project, found: ReadingPlans, dry_run: bool, as_json: bool) -> None:
    plans, is_all = _seen(project, found.plans)
    notes = [*rereading_words.notices(plans), *found.refused, *([] if is_all else [rereading_words.UNSEEN])]
    for note in notes:
        click.echo(f"Note: {note}", err=True)
    if as_json:
        records = [_record(project, one) for one in plans]
        print_json({"documents": records, "same": found.same, "refused": found.refused, "dry_run": dry_run})
        return
    for one in plans:
        click.echo(f"{one.before.title}: {rereading_words.summary(one)}.")
        lines = [rereading_words.moved_said(project, moved) for moved in one.moved if not moved.is_same]
        lines += [f"{rereading_words.left_said(project, span)} finds no place" for span in one.left]
        for line in lines[:_SHOWN]:
            click.echo(f"  {line}")
        if len(lines) > _SHOWN:
            click.echo(f"  … and {len(lines) - _SHOWN:,} more; --json lists all.")
    if found.same:
        click.echo(f"{counted(found.same, 'document has', 'documents have')} this text already.")
    said = rereading_words.total(plans)
    click.echo(f"This would be done: {said}" if dry_run else said)


def _record(project: Project, one: Rereading) -> dict[str, object]:
    layers = rereading_words.by_layer(project, one)
    return {
        "title": one.before.title,
        "earlier": one.before.id,
        "document": one.after.id,
        "moved": len(one.moved),
        "layers": [
            {"layer": name, "moved": moved, "changed": changed, "left": left} for name, moved, changed, left in layers
        ],
        "changed": [
            {
                "span": moved.after.id,
                "label": moved.after.label,
                "before": moved.before.quote,
                "after": moved.after.quote,
            }
            for moved in one.moved
            if not moved.is_same
        ],
        "left": [{"span": span.id, "label": span.label, "quote": span.quote} for span in one.left],
        "left_slots": len(one.left_slots),
        "left_decisions": len(one.left_decisions),
    }


def _list_earlier(project: Project, document: str | None, as_json: bool) -> None:
    wanted = documents_named(project, [document])[0] if document is not None else None
    found = earlier_versions.earlier_versions(project, wanted, rereading_words.eyes_of(project))
    if as_json:
        print_json(
            {
                "earlier": [
                    {
                        "document": one.document,
                        "title": one.title,
                        "current": one.current,
                        "time": one.time,
                        "left": [{"span": span.id, "label": span.label, "quote": span.quote} for span in one.left],
                    }
                    for one in found
                ]
            }
        )
        return
    for one in found:
        left = (
            counted(len(one.left), "coding finds", "codings find") + " no place in it" if one.left else "nothing left"
        )
        click.echo(f"{one.time}  {one.title}, read anew: {left}")
        for span in one.left:
            click.echo(f"  {rereading_words.left_said(project, span)}")
    if not found:
        click.echo("No document was read anew.")


def _move_again(project: Project, documents: tuple[DocumentId, ...], as_json: bool) -> None:
    layers = rereading_words.seen_layers(project)
    moved = {
        id: [one for one in earlier_versions.move_left(project, id) if layers is None or one.before.layer in layers]
        for id in documents
    }
    if as_json:
        print_json({"moved": {id: len(some) for id, some in moved.items() if some}})
        return
    click.echo(f"{counted(sum(map(len, moved.values())), 'coding was', 'codings were')} moved.")
