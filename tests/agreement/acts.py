"""Acts for the tests, written short: labels with slots, and who fills them."""

from collections.abc import Mapping, Sequence

from annotator.acts.acts import Filling
from annotator.model.codebook import Label, Role
from annotator.model.ids import ActorId, LabelId, LinkId, RoleId, SpanId
from annotator.model.role_kinds import Takes
from annotator.model.span import Extent, Link, Span

SPEAKER = Role(id=RoleId("speaker"), name="Speaker")
ADDRESSEE = Role(id=RoleId("addressee"), name="Addressee", several=True)
SENDER = Role(id=RoleId("sender"), name="Sender")
CONTENT = Role(id=RoleId("content"), name="Content", takes=Takes.PASSAGE)
ACTS = (
    Label(id=LabelId("x"), name="X", roles=(SPEAKER, ADDRESSEE, CONTENT)),
    Label(id=LabelId("y"), name="Y", roles=(SENDER, ADDRESSEE)),
    Label(id=LabelId("z"), name="Z"),
)
"""Two acts whose sources have other names, and a label that is none."""


def filling(act: Span, role: str, who: str = "", at: tuple[int, int] | None = None, words: str = "") -> Filling:
    """Return who fills a slot: an actor by id, or words of the text."""
    extents = (Extent(*at),) if at else ()
    link = Link(LinkId(f"{act.id}{role}{who}{at}"), act.id, RoleId(role), None, None, None, extents, words)
    return Filling(link, ActorId(who) if who else None, None, extents, words)


def filled(*found: Filling) -> Mapping[SpanId, Sequence[Filling]]:
    """Return fillings by act."""
    by_act: dict[SpanId, list[Filling]] = {}
    for one in found:
        by_act.setdefault(one.link.act, []).append(one)
    return by_act
