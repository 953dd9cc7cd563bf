"""`annotator documents FILE`: the documents of a project as a list, in sets, and what is known of them changed."""

from collections.abc import Sequence
from pathlib import Path

import click

from annotator.cli.acting import acting, as_option, refuse_unseen, see_option
from annotator.cli.alike_text import print_alike
from annotator.cli.backing_up import backed_up
from annotator.cli.columns import padded, width
from annotator.cli.document_changes import change, changes_anything, types_and_misfits
from annotator.cli.output import QUOTING, Fraction, json_option, names_in, print_json
from annotator.cli.streams import print_data
from annotator.formats.tables.csv_text import csv_texts, guarded
from annotator.likeness.alike import LIKE
from annotator.model.document_row import DocumentRow
from annotator.model.document_set import DocumentSet
from annotator.model.wording import counted
from annotator.operations.documents import fields, filtering, sets
from annotator.operations.documents.grouping import DocumentGroup, grouped_by
from annotator.operations.documents.listing import document_rows, open_cases
from annotator.operations.documents.sets import BuiltInSet
from annotator.operations.documents.table import Cell, ListColumn, columns_of, sorted_by
from annotator.operations.people.seeing import Sight, sight
from annotator.store.project import Project

_LONGEST = 48


@click.command("documents")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--filter", "text", metavar="TEXT", default="", help="Only those that this lets in: kind:readout.")
@click.option("--set", "of_set", metavar="NAME", help="Only those in this set.")
@click.option("--columns", metavar="A,B,…", help=f"What to list of each. {QUOTING}")
@click.option("--sort", metavar="COLUMN", help="In the order of this column; with a minus before it backwards.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@click.option("--sets", "only_sets", is_flag=True, help="List the sets, with how many documents are in each.")
@click.option("--save-set", metavar="NAME", help="Keep the filter as a set, or give the set of this name this filter.")
@click.option("--save-list", metavar="NAME", help="Keep the documents that are listed as a set by hand.")
@click.option("--rename-set", nargs=2, metavar="NAME NEW", help="Give a set another name.")
@click.option("--remove-set", metavar="NAME", help="Remove a set; its documents stay.")
@click.option(
    "--set-field",
    "values",
    metavar="FIELD=VALUE",
    multiple=True,
    help="Set a field of the documents that are listed; FIELD= takes its value away. May be given several times.",
)
@click.option("--group-by", metavar="FIELD", help="Count the documents by what they say in this field, by its type.")
@click.option("--fields", "only_fields", is_flag=True, help="List the fields with their types, and what does not fit.")
@click.option(
    "--field-type",
    "types",
    metavar="FIELD=TYPE",
    multiple=True,
    help="Give a field a type: text, date, number, choice:A,B,… or guess; FIELD= takes it away.",
)
@click.option("--misfits-stay", is_flag=True, help="Give a type although values do not fit it.")
@click.option("--rename-field", nargs=2, metavar="FIELD NEW", help="Call a field otherwise in all documents.")
@click.option("--duplicates", is_flag=True, help="List those that look alike, in pairs, with how they differ.")
@click.option(
    "--likeness",
    "least",
    type=Fraction(0.5, 1),
    default=LIKE,
    show_default=True,
    help="With --duplicates: from which resemblance on.",
)
@as_option
@see_option
@json_option
def command(
    file: Path,
    text: str,
    of_set: str | None,
    columns: str | None,
    sort: str | None,
    as_csv: bool,
    only_sets: bool,
    save_set: str | None,
    save_list: str | None,
    rename_set: tuple[str, str] | None,
    remove_set: str | None,
    values: tuple[str, ...],
    group_by: str | None,
    only_fields: bool,
    types: tuple[str, ...],
    misfits_stay: bool,
    rename_field: tuple[str, str] | None,
    duplicates: bool,
    least: float,
    who: str | None,
    asks: bool,
    as_json: bool,
) -> None:
    """List the documents of the project FILE, keep some as a set, or set fields of those that are listed."""
    if as_csv and as_json:
        raise click.UsageError("Choose one of --csv and --json.")
    with acting(file, who) as project:
        if asks:
            refuse_unseen(project, asks)
        wanted = {
            "save_set": save_set, "save_list": save_list, "rename_set": rename_set, "remove_set": remove_set,
            "values": values, "types": types, "rename_field": rename_field,
        }  # fmt: skip
        if changes_anything(wanted):
            with backed_up(project):
                for line in change(project, wanted, text, lambda: _chosen(project, text, of_set), misfits_stay):
                    click.echo(line)
            return
        if only_sets or only_fields:
            _print_lists(project, only_sets, only_fields, as_json)
            return
        if duplicates:
            print_alike(project, {row.info.id for row in _chosen(project, text, of_set)}, least, as_json)
            return
        if group_by is not None:
            field = fields.known_name(project, group_by)
            _print_groups(grouped_by(project, field, _chosen(project, text, of_set)), as_json)
            return
        rows = _chosen(project, text, of_set, needs_cases="open" in f"{columns} {sort}")
        table = columns_of(project, document_rows(project))
        shown = list(table.usual) if columns is None else table.named(names_in(columns) or [""])
        if sort is not None:
            (column,) = table.named([sort.removeprefix("-")])
            rows = sorted_by(rows, column, backwards=sort.startswith("-"))
    _print(rows, shown, as_csv, as_json)


def _chosen(project: Project, text: str, of_set: str | None, needs_cases: bool = False) -> list[DocumentRow]:
    """Return the documents that are asked for; their open cases are counted where the filter or a column asks."""
    asks = needs_cases or filtering.understood(project, text).asks("open")
    rows = document_rows(project, open_cases(project) if asks else None)
    ids = set(filtering.matching(project, text, rows))
    if of_set is not None:
        ids &= set(sets.documents_of(project, sets.any_set_named(project, of_set)))
    return [row for row in rows if row.info.id in ids]


def _print(rows: Sequence[DocumentRow], columns: Sequence[ListColumn], as_csv: bool, as_json: bool) -> None:
    cells = [[column.cell(row) for column in columns] for row in rows]
    names = [column.name for column in columns]
    if as_json:
        listed = zip(rows, cells, strict=True)
        print_json({"documents": [{"id": row.info.id} | dict(zip(names, some, strict=True)) for row, some in listed]})
    elif as_csv:
        said = [[guarded(one) if isinstance(one, str) else one for one in some] for some in cells]
        for piece in csv_texts([names, *said]):
            print_data(piece)
    else:
        for line in _aligned([names, *cells] if cells else []):
            click.echo(line)
        click.echo(f"{counted(len(rows), 'document')}")


def _aligned(lines: Sequence[Sequence[Cell]]) -> list[str]:
    texts = [["" if cell is None else _short(str(cell)) for cell in line] for line in lines]
    widths = [max(map(width, column)) for column in zip(*texts, strict=True)]
    return ["  ".join(map(padded, line, widths)).rstrip() for line in texts]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _print_lists(project: Project, with_sets: bool, with_fields: bool, as_json: bool) -> None:
    sees = sight(project, project.person) is Sight.SHOWN
    rows = document_rows(project, open_cases(project) if with_sets and sees else None)
    listed = _sets(project, rows) if with_sets else []
    types, misfits = types_and_misfits(project, rows) if with_fields else ([], [])
    if as_json:
        print_json(
            ({"sets": listed} if with_sets else {}) | ({"fields": types, "misfits": misfits} if with_fields else {})
        )
        return
    for one in listed:
        what = "by hand" if one["filter"] is None else one["filter"] or "all"
        click.echo(f"{one['name']}: {one['documents'] if one['documents'] is not None else one['problem']} ({what})")
    for field in types:
        choices = f": {', '.join(field['choices'])}" if field["choices"] else ""
        kind, count = field["kind"] or "text, no type", counted(field["documents"], "document")
        click.echo(f"{field['name']}: {kind}{choices}, in {count}")
    for said in misfits:
        click.echo(f"{said['title']}: {said['why']}")


def _print_groups(groups: Sequence[DocumentGroup], as_json: bool) -> None:
    if as_json:
        listed = [
            {"value": one.name, "documents": len(one.documents), "filter": one.filter, "fits": one.fits}
            for one in groups
        ]
        print_json({"groups": listed})
        return
    for one in groups:
        doubt = "" if one.fits else " (does not fit)"
        click.echo(f"{one.name or 'nothing'}: {len(one.documents):,}{doubt}")


def _sets(project: Project, rows: Sequence[DocumentRow]) -> list[dict[str, object]]:
    """Return what there is to say of each set; of one that cannot be filled, why."""
    found: list[dict[str, object]] = []
    every: list[DocumentSet | BuiltInSet] = [*sets.built_in(project), *project.document_sets.all()]
    for one in every:
        count, problem = sets.counted_in(project, one, rows)
        found.append({"name": one.name, "filter": one.filter, "documents": count, "problem": problem})
    return found
