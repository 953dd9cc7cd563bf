"""`annotator memos FILE`: what was noted down on documents and in the journal of a project."""

from datetime import date, datetime
from pathlib import Path

import click

from annotator.cli.acting import acting, as_option, refuse_unseen, say_plain, see_option
from annotator.cli.output import json_option, print_json
from annotator.model.ids import DocumentId, MemoId
from annotator.model.memo import Memo
from annotator.model.wording import counted
from annotator.operations.documents import documents, memo_files, memos
from annotator.operations.documents.memos import MemoFilter
from annotator.operations.people import people
from annotator.operations.people.roles import Right
from annotator.store.project import Project

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("memos")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--add", "text", metavar="TEXT", help="Write a memo: on --document, or else in the journal.")
@click.option("--title", metavar="TITLE", default="", help="Its title.")
@click.option("--remove", "gone", metavar="ID", help="Remove the memo of yours with this id.")
@click.option("--document", metavar="TITLE", help="Only those on the document with this title or id.")
@click.option("--journal", is_flag=True, help="Only those of the journal.")
@click.option("--author", metavar="NAME", help="Only those of this person.")
@click.option("--words", metavar="WORDS", default="", help="Only those in which all these words stand.")
@click.option("--since", type=_DAY, metavar="DAY", help="Only from this day on, such as 2026-11-24.")
@click.option("--until", type=_DAY, metavar="DAY", help="Only up to this day, which counts too.")
@click.option(
    "--to", "target", type=click.Path(path_type=Path), metavar="PATH", help="Write them to a .md, .csv or .jsonl file."
)
@click.option("--names", is_flag=True, help="Write people's names to that file, and not their pseudonyms.")
@as_option
@see_option
@json_option
def command(
    file: Path,
    text: str | None,
    title: str,
    gone: str | None,
    document: str | None,
    journal: bool,
    author: str | None,
    words: str,
    since: datetime | None,
    until: datetime | None,
    target: Path | None,
    names: bool,
    who: str | None,
    asks: bool,
    as_json: bool,
) -> None:
    """List what was noted down on the documents of the project FILE and in its journal, or write a memo."""
    if journal and document is not None:
        raise click.UsageError("Choose one of --journal and --document.")
    if text is not None and gone is not None:
        raise click.UsageError("Choose one of --add and --remove.")
    with acting(file, who, Right.MEMO if text is not None or gone is not None else None) as project:
        if asks:
            refuse_unseen(project, asks)
        on = documents.documents_named(project, [document])[0] if document is not None else None
        if text is not None or gone is not None:
            _change(project, text, title, on, gone, as_json)
            return
        wanted = MemoFilter(
            on,
            True if journal else None,
            people.person_named(project, author).id if author is not None else None,
            words,
            _day(since),
            _day(until),
        )
        found = memos.readable(project, wanted)
        if target is not None:
            say_plain(project, to_file=True)
            memo_files.save(project, target, found, names)
            click.echo(f"Wrote {counted(len(found), 'memo')} to {target}.", err=as_json)
            return
        say_plain(project)
        _list(project, found, as_json)


def _change(
    project: Project, text: str | None, title: str, on: DocumentId | None, gone: str | None, as_json: bool
) -> None:
    if text is not None:
        made = memos.write(project, text, title, on)
        if as_json:
            print_json({"memo": made.id})
        else:
            click.echo(f"Written {'on the document' if on is not None else 'in the journal'}: {made.id}")
    if gone is not None:
        memos.remove(project, MemoId(gone))
        click.echo("Removed 1 memo.", err=as_json)


def _list(project: Project, found: list[Memo], as_json: bool) -> None:
    called = memo_files.names_in(project, with_names=True)
    if as_json:
        print_json({"memos": [_record(one, called) for one in found]})
        return
    for one in found:
        where = called.document(one) or "journal"
        said = " – ".join(" ".join(part.split()) for part in (one.title, one.text) if part)
        click.echo(f"{one.id}  {one.time}  {called.author(one) or memo_files.NOBODY} · {where}: {said}")
    if not found:
        click.echo("There are no such memos.")


def _record(one: Memo, called: memo_files.MemoNames) -> dict[str, object]:
    said = {"id": one.id, "time": one.time, "changed": one.changed, "author": called.author(one) or None}
    on = {"document": called.document(one) or None, "document_id": one.document}
    return {**said, **on, "title": one.title, "text": one.text}


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment is not None else None
