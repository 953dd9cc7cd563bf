"""Update packets: what somebody's copy lacks since something was handed to them last, for a coder what they may see."""

from collections.abc import Callable
from pathlib import Path

from annotator.model.coder import Coder
from annotator.operations.team.copy_keys import WHOLE, is_whole, key_of, keys_as_text
from annotator.operations.team.outgoing import FilesBeside, acts_of, ends_of, of_others
from annotator.operations.team.packet_files import Naming, by_day, head_for, name_for, write_file
from annotator.packets.contents import HowFar
from annotator.store.project import Project
from annotator.sync.delivery import IncomingStrand, Vector


def has_something_new(project: Project, coder: Coder) -> bool:
    """Whether a person's copy lacks something."""
    return bool(_strands(project, coder, _sees(project, coder), project.handed.sent(coder.id)))


def write_update(
    project: Project, folder: Path, coder: Coder, called: Naming = by_day
) -> tuple[Path, Vector, int] | None:
    """Write what a person's copy lacks into a folder, and return where, up to which counters, and how many acts.

    None where there is nothing new. Raises `BadFile`.
    """
    key = key_of(project, coder)
    with project.snapshot():
        sent, sees = project.handed.sent(coder.id), _sees(project, coder)
        strands = _strands(project, coder, sees, sent)
        acts = acts_of(strands)
        if not acts:
            return None
        head = head_for(project, WHOLE if is_whole(coder) else coder.id, acts, key)
        # A coder is told how far their own work came; whoever leads, how far all did.
        has = of_others(project, lambda channel: is_whole(coder) or channel == _own(coder))
        far = HowFar(has, keys=keys_as_text(project) if is_whole(coder) else {})
        beside = FilesBeside(project, sees, strands, sent)
        path = write_file(
            *(
                folder,
                called(name_for(project, coder.name), strands),
                head,
                key,
                strands,
                beside.texts(),
                beside.files(),
                far,
            ),
            is_sealed=project.is_encrypted,
        )
    return path, ends_of(strands), acts


def _own(coder: Coder) -> str:
    return f"coder/{coder.id}"


def _sees(project: Project, coder: Coder) -> Callable[[str], bool]:
    return (lambda channel: True) if is_whole(coder) else project.strands.channels_of(coder.id).__contains__


def _strands(project: Project, coder: Coder, sees: Callable[[str], bool], sent: Vector) -> list[IncomingStrand]:
    """Return what a copy lacks; what its coder did in it, and handed in, it has."""
    found, here = project.strands.as_delivery(sees, sent).strands(), project.strands.own()
    return [one for one in found if is_whole(coder) or one.strand.person != coder.id or one.name in here]
