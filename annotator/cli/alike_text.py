"""Documents that look alike, as lines or records: what `annotator documents FILE --duplicates` prints."""

from collections.abc import Collection, Iterator

import click

from annotator.cli.output import print_json, progress_bar
from annotator.model.ids import DocumentId
from annotator.model.wording import counted
from annotator.operations.documents import duplicates
from annotator.operations.documents.duplicates import AlikePair
from annotator.store.project import Project


def print_alike(project: Project, among: Collection[DocumentId], least: float, as_json: bool) -> None:
    """Print the pairs of these documents that look alike, with how much and in what they differ.

    `least`: from which resemblance on. Pairs that somebody said to be two are marked as such.
    """
    with progress_bar("Looking for documents that look alike") as progress:
        found = duplicates.find(project, least, progress)
    pairs = [one for one in found.pairs if one.document in among and one.other in among]
    titles = {info.id: info.title for info in project.documents.all()}
    if as_json:
        print_json({"pairs": list(_records(project, pairs, titles)), "is_cut": found.is_cut})
        return
    for record in _records(project, pairs, titles):
        apart = " (no duplicates, as was said)" if record["no_duplicate"] else ""
        how = f"{int(float(str(record['resemblance'])) * 1000) / 10:g} %"
        click.echo(f"{how:>6}  {record['title']} ↔ {record['other_title']}: {record['difference']}{apart}")
    more = "; there are more" if found.is_cut else ""
    click.echo(f"{counted(len(pairs), 'pair')} of documents that look alike{more}")


def _records(
    project: Project, pairs: list[AlikePair], titles: dict[DocumentId, str]
) -> Iterator[dict[str, str | float | bool]]:
    for one in pairs:
        yield {
            "document": one.document,
            "title": titles[one.document],
            "other": one.other,
            "other_title": titles[one.other],
            "resemblance": one.likeness.resemblance,
            "containment": one.likeness.containment,
            "difference": duplicates.difference(project, one.document, one.other),
            "no_duplicate": one.is_apart,
        }
