"""`annotator team give`: who codes which documents, drawn by lot, and a file for each."""

from pathlib import Path

import click

from annotator.cli.acting import acting, as_option
from annotator.cli.output import json_option, names_in, print_json, progress_bar
from annotator.cli.passphrases import new_passphrase
from annotator.model.coder import TeamRole
from annotator.model.filter_words import Term
from annotator.model.ids import CoderId
from annotator.model.wording import isolated
from annotator.operations.people import people, roles
from annotator.operations.people.roles import Right
from annotator.operations.team import copies, giving_out
from annotator.operations.team.copies import GivenOut
from annotator.operations.team.giving_out import GiveOutRequest, WorkGiven, WorkPreview
from annotator.store.project import Project


class _ShareOrNumber(click.ParamType[object]):
    """“20%” or “30”: (the number, whether it is in per cent)."""

    name = "number"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, bool] | object:
        """Return the number; fails for what is none, and for more than 100 %."""
        if not isinstance(value, str):
            return value
        number = value.removesuffix("%").strip()
        is_share = value.endswith("%")
        if not number.isascii() or not number.isdigit() or len(number) > 9 or (is_share and int(number) > 100):
            self.fail(f"“{value}” is neither a number of documents, such as 30, nor a share, such as 20%.", param, ctx)
        return int(number), is_share


@click.command("give")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "to", metavar="NAME,…", help="To whom; all who code and neither lead nor adjudicate.")
@click.option("--documents", "filter", default="", metavar="FILTER", help="Which documents; all without it.")
@click.option("--set", "of_set", metavar="NAME", help="Those of this set.")
@click.option("--count", type=click.IntRange(min=1), metavar="N", help="So many of them.")
@click.option(
    "--twice",
    "several",
    type=_ShareOrNumber(),
    default="20%",
    metavar="N|P%",
    help="How many several people code.",
)
@click.option("--by", "each", type=click.IntRange(min=2), default=2, metavar="N", help="By how many; 2 without it.")
@click.option(
    "--first", "pilot", type=click.IntRange(min=0), default=0, metavar="N", help="How many everybody codes first."
)
@click.option("--alike", "strata", multiple=True, metavar="FIELD", help="Draw in proportion by a field.")
@click.option("--words", "by_words", is_flag=True, help="Give everybody alike many words, not documents.")
@click.option("--seed", type=click.IntRange(min=0), default=1, metavar="N", help="The seed of the lot; 1 without it.")
@click.option("--due", default="", metavar="DAY", help="Until when it is to be done: 2026-12-24.")
@click.option("--first-due", "pilot_due", default="", metavar="DAY", help="Until when what everybody codes first is.")
@click.option(
    "--into", "folder", type=click.Path(path_type=Path), metavar="FOLDER", help="Write a file for each there."
)
@click.option(
    "--update", is_flag=True, help="Give out no documents: only write what is new, or the copy of whoever has none."
)
@click.option("--anew", is_flag=True, help="With --update: whole copies once more, since one was lost.")
@click.option("--dry-run", is_flag=True, help="Say what each would get, and write nothing.")
@as_option
@json_option
def command(
    file: Path,
    to: str | None,
    filter: str,
    of_set: str | None,
    several: tuple[int, bool],
    folder: Path | None,
    dry_run: bool,
    who: str | None,
    as_json: bool,
    count: int | None,
    update: bool,
    anew: bool,
    **asked: object,
) -> None:
    """Give out documents of the project FILE to be coded, by lot, and write a file for each person."""
    if anew and not update:
        raise click.UsageError("--anew is said with --update: nothing is given out then, the files are written again.")
    if update:
        _update(file, to, folder or file.absolute().parent, anew, dry_run, who, as_json)
        return
    with acting(file, who, Right.ASSIGN) as project:
        chosen = " ".join([*([str(Term(of_set, "set"))] if of_set else []), *([filter] if filter else [])])
        number, is_share = several
        request = GiveOutRequest.model_validate(
            asked
            | {"people": _people(project, to), "filter": chosen, "documents": count}
            | {"several": number, "is_share": is_share}
        )
        if dry_run:
            given = WorkGiven(giving_out.look_at(project, request))
        else:
            is_asked = folder is not None and project.is_encrypted
            with progress_bar("Writing files") as progress:
                passphrase = new_passphrase() if is_asked else ""
                given = giving_out.give_out_work(project, request, folder, passphrase, progress)
    if as_json:
        print_json(_record(given))
        return
    _tell(given, dry_run)


def _update(
    file: Path, to: str | None, folder: Path, anew: bool, dry_run: bool, who: str | None, as_json: bool
) -> None:
    """Write what is new for those who are named, or who lack something."""
    with acting(file, who, Right.ASSIGN) as project:
        names = names_in(to)
        waiting = copies.to_be_handed(project)
        chosen = list(waiting) if names is None else [people.person_named(project, name).id for name in names]
        if dry_run:
            said = [f"{isolated(project.coders.get(id).name)}: {waiting.get(id, 'nothing new')}." for id in chosen]
            files: list[GivenOut] = []
        else:
            is_asked = project.is_encrypted and any(anew or waiting.get(id) == "copy" for id in chosen)
            giving_out.make_folder(folder)
            files = copies.give_out(project, folder, chosen, anew, new_passphrase() if is_asked else "")
            said = [one.sentence for one in files]
    if as_json:
        print_json({"people": [_file_record(one) for one in files]})
        return
    for sentence in said or ["Nobody's copy lacks anything."]:
        click.echo(sentence)


def _file_record(one: GivenOut) -> dict[str, object]:
    path = None if one.path is None else str(one.path)
    return {"name": one.name, "file": path, "copy": one.is_copy, "acts": one.acts}


def _people(project: Project, to: str | None) -> tuple[CoderId, ...]:
    names = names_in(to)
    if names is not None:
        return tuple(dict.fromkeys(people.person_named(project, name).id for name in names))
    return tuple(one.id for one in roles.people_of(project) if one.roles == (TeamRole.CODER,))


def _tell(given: WorkGiven, dry_run: bool) -> None:
    click.echo(given.preview.headline)
    lines = giving_out.given_words(given.preview) if dry_run else given.sentences()
    for sentence in lines:
        click.echo(sentence)
    for sentence in given.preview.warnings:
        click.echo(f"Note: {sentence}", err=True)


def _record(given: WorkGiven) -> dict[str, object]:
    preview: WorkPreview = given.preview
    files = {one.name: str(one.path) for one in given.files if one.path is not None}
    return {
        "headline": preview.headline,
        "people": [
            {
                "name": name,
                "documents": work.documents,
                "words": work.words,
                "coded_by_others_too": work.several,
                "first": work.pilot,
                "earlier": work.earlier,
                "file": files.get(name),
            }
            for name, work in preview.lines
        ],
        "warnings": list(preview.warnings),
    }
