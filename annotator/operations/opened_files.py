"""Files that are opened from outside the window: which are ours, which of several is opened, why another is not.

A file is told by how it begins, and by its name where that says nothing: an encrypted project, a sealed packet, a
damaged one. What is wrong with one that is ours is said by whoever opens it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from annotator.model.errors import UserError
from annotator.model.file_names import INVITATION
from annotator.operations.team.packet_files import SUFFIX as PACKET
from annotator.packets.head import looks_like_packet
from annotator.paths import ends_in
from annotator.store.connections.heads import SQLITE, file_id
from annotator.store.path_errors import explained_path
from annotator.store.project import SUFFIX as PROJECT
from annotator.store.sittings import open_files, rescue

_START_BYTES = 64
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:/", re.IGNORECASE)
"""How an address begins; the letter of a drive is one letter."""


class OpenedKind(StrEnum):
    """What a file is that can be opened, in the order in which one of several is chosen."""

    PROJECT = "project"
    INVITATION = "invitation"
    PACKET = "packet"


SUFFIXES = {PROJECT: OpenedKind.PROJECT, INVITATION: OpenedKind.INVITATION, PACKET: OpenedKind.PACKET}
"""What their names end in; this is told to each system by the files in packaging/, which tests hold against it."""


@dataclass(frozen=True, slots=True)
class ToOpen:
    """What becomes of some files. `left`: why the others are not opened, a sentence each.

    A window shows one project; packets are looked at there, or else in the one that they belong to.
    """

    project: Path | None = None
    invitation: Path | None = None
    packets: tuple[Path, ...] = ()
    left: tuple[str, ...] = ()


def to_open(paths: Iterable[Path]) -> ToOpen:
    """Return which of some files are opened: the first project with all packets, else the first invitation."""
    of: dict[OpenedKind, list[Path]] = {kind: [] for kind in OpenedKind}
    left = []
    for path in _each_once(paths):
        try:
            of[kind_of(path)].append(path)
        except UserError as error:
            left.append(str(error))
    projects, invitations, packets = (of[kind] for kind in OpenedKind)
    if projects:
        chosen, others = ToOpen(project=projects[0], packets=tuple(packets)), [*projects[1:], *invitations]
    elif invitations:
        chosen, others = ToOpen(invitation=invitations[0]), [*invitations[1:], *packets]
    else:
        chosen, others = ToOpen(packets=tuple(packets)), []
    left += [_line(f"{path.name} is not opened: a window shows one project; open it by itself.") for path in others]
    return replace(chosen, left=tuple(left))


def _each_once(paths: Iterable[Path]) -> Iterable[Path]:
    """Return files in their order, each by the first of its names: links, or other ways to it, are the same file."""
    once: dict[object, Path] = {}
    for path in paths:
        once.setdefault(file_id(path) or path, path)
    return once.values()


def kind_of(path: Path) -> OpenedKind:
    """Return what a file is; raises `UserError` with one sentence for what is not there, or is none of ours."""
    with explained_path(path):
        if not path.is_file():
            raise UserError(_line(_why_no_file(path)))
        start = b"" if open_files.is_open(path) else _start_of(path)
    if start.startswith(SQLITE) or open_files.is_open(path):
        return OpenedKind.PROJECT
    if len(start) == _START_BYTES and looks_like_packet(start):
        return OpenedKind.PACKET
    if (by_name := SUFFIXES.get(path.suffix.lower())) is not None:
        return by_name
    # What reads addresses and certificates takes longer to load than a project to open.
    from annotator.hub.invitation import looks_like_invitation  # noqa: PLC0415

    if len(start) == _START_BYTES and looks_like_invitation(start):
        return OpenedKind.INVITATION
    raise UserError(_line(_why_none_of_ours(path, start)))


def _start_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_START_BYTES)


def _why_no_file(path: Path) -> str:
    if path.is_dir():
        return f"{path} is a folder; open the project in it, or import its files into a project that is open."
    if path.exists():
        return f"{path} is no file that can be read; check the name."
    if _ADDRESS.match(str(path)):
        return f"{path} is an address, and no file on this computer; save it here, then open it."
    return f"There is no file {path}; check the name."


def _why_none_of_ours(path: Path, start: bytes) -> str:
    if not start:
        return f"{path.name} is empty (0 bytes); look for another copy of it."
    if ends_in(path, rescue.SUFFIX):
        return f"{path.name} holds steps that were rescued; open their project, and import this file there."
    return f"{path.name} is no project, packet or invitation; to bring a text in, open a project and import it there."


def _line(sentence: str) -> str:
    """Return a sentence on one line, whatever characters are in the name of a file."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in sentence)
