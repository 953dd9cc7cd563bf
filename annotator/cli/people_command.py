"""`annotator people FILE`: who works in a project, and in which roles."""

from pathlib import Path

import click

from annotator.cli.acting import acting, as_option
from annotator.cli.output import json_option, names_in, print_json
from annotator.model.coder import TeamRole
from annotator.operations.people import people, pseudonym_key, roles
from annotator.operations.people.roles import Right

_ROLES = ", ".join(TeamRole)


def _known_roles(
    context: click.Context, parameter: click.Parameter, value: tuple[tuple[str, str], ...]
) -> list[tuple[str, frozenset[TeamRole]]]:
    found = []
    for name, listed in value:
        words = [word.strip().casefold() for word in names_in(listed) or ()]
        unknown = [word for word in words if word not in list(TeamRole)]
        if unknown:
            raise click.BadParameter(f"there is no role “{unknown[0]}”; choose from: {_ROLES}.")
        found.append((name, frozenset(map(TeamRole, words))))
    return found


@click.command("people")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--add", "added", metavar="NAME", multiple=True, help="Add a person, who codes; may be given several times."
)
@click.option(
    "--roles",
    "given",
    nargs=2,
    multiple=True,
    metavar="NAME A,B,…",
    callback=_known_roles,
    help=f"Give a person these roles and no others ({_ROLES}); may be given several times.",
)
@click.option(
    "--share-codebook/--keep-codebook",
    "shared",
    default=None,
    help="Whether adjudicators may save the codebook too, or the lead alone.",
)
@click.option(
    "--key",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="Write a table of who is who behind the pseudonyms of exports; it is not to leave with them.",
)
@as_option
@json_option
def command(
    file: Path,
    added: tuple[str, ...],
    given: list[tuple[str, frozenset[TeamRole]]],
    shared: bool | None,
    key: Path | None,
    who: str | None,
    as_json: bool,
) -> None:
    """Say who works in the project FILE and in which roles, add people, or give them other roles."""
    changes = bool(added or given) or shared is not None or key is not None
    with acting(file, who, Right.PEOPLE if changes else None) as project:
        for name in added:
            coder, _ = people.add_coder(project, name)
            project.person = project.person or coder.id  # the first one leads, and adds the others
        for person, wanted in [(people.person_named(project, name), wanted) for name, wanted in given]:
            people.set_roles(project, person.id, wanted)
        if shared is not None:
            people.share_codebook(project, shared)
        if key is not None:
            pseudonym_key.write_key(project, key)
        held = {one.name: list(one.roles) for one in roles.people_of(project)}
        is_shared = project.settings.get().adjudicator_saves_codebook
    if as_json:
        print_json({"people": held, "codebook_shared": is_shared})
        return
    if key is not None:
        click.echo(f"Wrote {key}")
    for name, words in held.items():
        click.echo(f"{name}: {', '.join(words)}")
    said = "Adjudicators may save the codebook too." if is_shared else "The lead alone saves the codebook."
    click.echo(said if held else "Nobody works in this project yet; whoever is added first leads it.")
