"""Everything that leaves a project, written into a folder: by each format, each kind of report, each command.

What there is is read from the tables of the program; the lines of commands are held to the table of these.
"""

import io
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from pathlib import Path
from typing import Any, get_args

import click
import pytest
import regex

from annotator.cli.main import COMMANDS, annotator, run
from annotator.formats.codebook_files.registry import CODEBOOK_FILES
from annotator.formats.format import Options
from annotator.formats.registry import FORMATS
from annotator.formats.writing import writer_of
from annotator.model.coder import TeamRole
from annotator.model.errors import NotAllowed
from annotator.operations.documents import memo_files
from annotator.operations.exchange import exporting, loss_files, report_files
from annotator.operations.passages import reporting
from annotator.operations.passages.acts_network import WRITERS
from annotator.reports import writing
from annotator.store.project import Project
from tests.cli.running import no_window

WRITTEN_BY: dict[tuple[str, str], Sequence[str]] = {
    ("find", "--output"): tuple(reporting.KINDS),
    ("count", "--network"): tuple(WRITERS),
    ("agree", "--report"): tuple(writing.KINDS),
    ("agree", "--supplement"): tuple(writing.KINDS),
    ("codebook", "--save"): tuple(one for kind in CODEBOOK_FILES for one in kind.written),
    ("actors", "--export"): (".json",),
    ("people", "--key"): (".csv",),
    ("memos", "--to"): tuple(memo_files.KINDS),
    ("export", "--losses"): tuple(loss_files._KINDS),
    ("import", "--report"): tuple(report_files.KINDS),
    ("publish", "folder"): ("",),
    ("team give", "--into"): ("",),
    ("team hand-in", "folder"): ("",),
    ("check", "--rescue"): (".annot",),
}
"""By command and its option that names what is written: the endings of the kinds that there are."""
READ_BY = {
    ("count", "--stop"), ("import", "paths"), ("import", "--map-file"), ("metadata", "table"), ("reread", "source"),
    ("reread", "--from"), ("codebook", "--load"), ("actors", "--import"), ("team take", "packets"),
    ("encrypt", "--new-passphrase-file"), ("backups", "file"), ("new", "file"), ("demo", "folder"),
    ("export", "out"), ("restore", "to"), ("encrypt", "new"), ("decrypt", "new"),
}  # fmt: skip
"""Options that name what is read, and those that name an export (`formats`) or another project."""
SAID: tuple[tuple[str, ...], ...] = (
    ("info",), ("documents",), ("documents", "--fields"), ("documents", "--sets"), ("documents", "--duplicates"),
    ("documents", "--group-by", "date"), ("documents", "--csv"), ("find", "input", "secret"),
    ("find", "--coder", "all"), ("find", "--coder", "all", "--group", "label"),
    ("count", "--rows", "label", "--columns", "coder"),
    ("count", "--words"), ("count", "--rows", "label", "--csv"), ("count", "--co-occurrence", "overlaps"),
    ("units", "@document"), ("searches",), ("agree",), ("agree", "--label", "appeal,warning", "--by", "date"),
    ("plan",), ("accuracy",), ("errors",), ("adjudicate", "--policy", "unanimous", "--dry-run"), ("publish", "--check"),
    ("describe",), ("codebook",), ("actors",), ("people",), ("team board",), ("team board", "--csv"), ("team status",),
    ("team conflicts",), ("team take", "@table"), ("bin",), ("memos",), ("history",),
    ("history", "--remarks"), ("history", "--jsonl"),
    ("check",), ("compact",), ("backup",), ("backups",), ("drill",), ("erase", "--document", "@document", "--dry-run"),
    ("reread", "--all", "--from", "@folder", "--dry-run"), ("metadata", "@table", "--dry-run"),
    ("import", "@text", "--dry-run"), ("import", "@text"), ("reread", "--earlier"),
)  # fmt: skip
"""Lines whose words go to a terminal; of each there is the same as JSON, where a command has that."""
SHORT = (
    "info",
    "documents",
    "describe",
    "codebook",
    "actors",
    "people",
    "memos",
    "bin",
    "units",
    "team board",
    "import",
)
"""Commands that are quick, for the usual run."""
_TEXT = "hostile \x1b]0;x\x07 \u202e.txt"
_ALL = ("--format", "conll", "--layer", "all")
OF_ITS_OWN = {"open", "demo", "new", "export", "restore", "encrypt", "decrypt"}
"""Commands that say nothing of what is in a project, or are gone through as `formats`."""


def commands() -> dict[str, click.Command]:
    """Return all commands by their words; those of a hub need a server, and say what `team` says."""
    return dict(_commands("", annotator))


def _commands(name: str, group: click.Command) -> Iterator[tuple[str, click.Command]]:
    if not isinstance(group, click.Group):
        yield name, group
        return
    for part in COMMANDS if group is annotator else group.list_commands(click.Context(group)):
        found = group.get_command(click.Context(group), part)
        assert found is not None
        if part != "hub":
            yield from _commands(f"{name} {part}".strip(), found)


def paths_named() -> set[tuple[str, str]]:
    """Return the options by which commands take a path, apart from the project and its passphrase."""
    return {
        (name, one.opts[0])
        for name, command in commands().items()
        for one in command.params
        if isinstance(one.type, click.Path) and one.opts[0] not in ("file", "--passphrase-file")
    } | {("backups", "file"), ("new", "file")}


@dataclass(frozen=True)
class Desk:
    """Who gives the lines: the lead of a project, at a file; `document`: one of it by its id."""

    file: Path
    lead: str
    document: str


def desk_at(project: Project, folder: Path) -> Desk:
    """Return it, with files in the folder that lines can read."""
    (folder / "table.csv").write_text("title,note\nx,y\n", "utf-8")
    (folder / _TEXT).write_text("A text.\n", "utf-8")
    lead = next(one.name for one in project.coders.all() if TeamRole.LEAD in one.roles)
    return Desk(project.path, lead, project.documents.all()[0].id)


def exported(project: Project, folder: Path, everything: bool = True) -> None:
    """Write every format with all layers; `everything`: with gold alone too, and with each of its options otherwise."""
    for format in FORMATS:
        if format.writer is None:
            continue
        choices = _choices(writer_of(format).options)
        for number, own in enumerate(choices if everything else islice(choices, 1)):
            for layer, names in (("all", True), ("gold", False))[: 2 if everything else 1]:
                out = folder / "formats" / f"{format.name} {number} {layer}" / f"x{(format.extensions or ('',))[0]}"
                out.parent.mkdir(parents=True, exist_ok=True)
                with suppress(NotAllowed):
                    exporting.export(project, out, format.name, layer, own=own, names=names)


def _choices(options: type[Options]) -> Iterator[Options]:
    """Yield the options of a format by default, and with each of them turned to something else."""
    yield options()
    for name, one in options.model_fields.items():
        others: Sequence[Any] = ()
        if one.annotation is bool:
            others = (not one.default,)
        elif isinstance(one.annotation, type) and issubclass(one.annotation, Enum):
            others = [*one.annotation]
        elif get_args(one.annotation) and all(isinstance(arg, str) for arg in get_args(one.annotation)):
            others = get_args(one.annotation)
        for other in others:
            if other != one.default:
                yield options(**{name: other})


def lines(folder: Path, document: str) -> Iterator[Sequence[str]]:
    """Yield lines for the program: a command, and what comes after the project."""
    known = commands()
    stand = {"@document": document, "@folder": str(folder), "@table": str(folder / "table.csv")}
    stand["@text"] = str(folder / _TEXT)
    for command, *more in SAID:
        words = [stand.get(word, word) for word in more]
        yield (command, *words)
        if any("--json" in one.opts for one in known[command].params) and "--csv" not in words:
            yield (command, *words, "--json")
    for (command, option), endings in WRITTEN_BY.items():
        for ending in endings:
            place = folder / "files" / f"{command} {option.strip('-')}" / f"x{ending}"
            (place if command == "team hand-in" else place.parent).mkdir(parents=True, exist_ok=True)
            before = {"import": [stand["@text"]], "export": [str(place.with_suffix(".conll")), *_ALL]}.get(command, [])
            after = {"find": ["--coder", "all", "--with-names"], "agree": ["--names"], "memos": ["--names"]}
            named = [option, str(place)] if option.startswith("-") else [str(place)]
            yield (command, *before, *named, *after.get(command, []))


def played(
    desk: Desk, folder: Path, only: Sequence[str] = (), files: bool = True
) -> list[tuple[Sequence[str], str, str]]:
    """Give lines to the program within this process, on streams as they stand before a pipe.

    `only`: those of these commands that write no file; `files`: whether those that write one are given. Returns each
    with what it said, and what on the error stream.
    """
    told = []
    for line in lines(folder, desk.document):
        command = line[0]
        is_writing = str(folder / "files") in " ".join(line)
        if (only and (command not in only or is_writing)) or (is_writing and not files):
            continue
        told.append((line, *played_line(desk, line)))
    return told


def played_line(desk: Desk, line: Sequence[str]) -> tuple[str, str]:
    """Give a line to the program as the lead; return what it said, and what on the error stream."""
    command, *more = line
    taken = {opt for one in commands()[command].params for opt in one.opts}
    who = ["--as", desk.lead] if "--as" in taken else []
    seeing = ["--see-others"] if "--see-others" in taken else []
    return _heard([*command.split(), str(desk.file), *more, *who, *seeing])


def written(desk: Desk, folder: Path) -> None:
    """Write all files that commands write."""
    for line in lines(folder, desk.document):
        if str(folder / "files") in " ".join(line):
            played_line(desk, line)


def orders(said: str) -> list[str]:
    """Return what of a text a terminal would obey, or what turns the words behind it; data are given as they are."""
    return regex.findall(r"[^\P{Cc}\n\t]|[\u202a-\u202e\u2066\u2067\u2028\u2029]", said)


def _heard(arguments: list[str]) -> tuple[str, str]:
    held = [io.BytesIO(), io.BytesIO()]
    streams = [io.TextIOWrapper(one, encoding="utf-8") for one in held]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
        patch.setattr(sys, "stdout", streams[0])
        patch.setattr(sys, "stderr", streams[1])
        run(arguments, no_window)
    for one in streams:
        one.flush()
    # Data for programs go out as they are: see `print_data`.
    out, err = (one.getvalue().decode("utf-8") for one in held)
    return "a table\n" if "--csv" in arguments else out, err
