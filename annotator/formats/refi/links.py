"""Links of REFI-QDA between selections or codings: what fills slots of acts, and pieces of one span.

A link has a name and two ends. Between two things that are coded in one text by one coder it says what role the second
has for the first. Other ends (codes, sources, other texts) are counted and left out.
"""

from annotator.formats.losses import Loss
from annotator.formats.making import BundleMaker, DocumentMaker
from annotator.formats.placing import PlaceClaim
from annotator.formats.refi.case_actors import CONTINUED, CaseActors, actors_of
from annotator.formats.refi.markup import instructed
from annotator.formats.refi.notes import RefiNotes
from annotator.formats.refi.said import SlotSaid
from annotator.formats.refi.xml import Element, child, children, guid
from annotator.model.ids import AttributeId, LabelId, LayerId, SpanId
from annotator.model.span import AttributeValue, SlotValue

RELATED = "related"
"""The role of a link without a name."""

LINK = Loss(
    "1 link is left out, since it joins no two passages that one coder coded in one text",
    "{n} links are left out, since they join no two passages that one coder coded in one text",
)

Coded = tuple[LayerId, DocumentMaker, SpanId, LabelId]


class RefiLinks:
    """Collects what can be at the ends of links while sources are read, and makes the links at the end."""

    def __init__(self, root: Element, maker: BundleMaker, notes: RefiNotes, is_ours: bool = False) -> None:
        self._maker, self._notes, self._is_ours = maker, notes, is_ours
        every = list(children(child(root, "Links"), "Link"))
        self.next = {
            guid(link, "originGUID"): guid(link, "targetGUID")
            for link in every
            if is_ours and link.get("name") == CONTINUED
        }
        """From one piece of a span to the next, by their selections."""
        self._links = [link for link in every if not (is_ours and link.get("name") == CONTINUED)]
        self.actors = actors_of(root, maker) if is_ours else CaseActors()
        self._ends = {guid(link, name) for link in self._links for name in ("originGUID", "targetGUID")}
        self._coded: dict[str, list[Coded]] = {}
        self._passages: dict[str, tuple[DocumentMaker, PlaceClaim]] = {}

    def has(self, id: str) -> bool:
        """Whether something with this GUID is at an end of a link."""
        return id in self._ends

    def passage(self, id: str, document: DocumentMaker, claim: PlaceClaim) -> None:
        """Note a selection that nothing is coded in."""
        self._passages[id] = document, claim

    def coding(
        self,
        selection: str,
        coding: str,
        layer: LayerId,
        document: DocumentMaker,
        span: SpanId,
        label: LabelId,
        slots: tuple[SlotSaid, ...],
    ) -> None:
        """Note a coding, and the values of slots that it says itself."""
        for id in {selection, coding} & self._ends:
            self._coded.setdefault(id, []).append((layer, document, span, label))
        for role, value, said in slots:
            if value in ("implicit", "collective", "unclear", "document"):
                filled: SlotValue = value  # type: ignore[assignment]
                about = {AttributeId(name): one for name, one in said.items()}
                document.link("", span, self._maker.codes.role(label, role), value=filled, attributes=about)

    def finish(self) -> None:
        """Make the links."""
        for link in self._links:
            ends = guid(link, "originGUID"), guid(link, "targetGUID")
            if any(map(self._notes.has, ends)):
                continue  # a note at what it is linked with
            if not self._made(link, *ends):
                self._maker.losses.add(LINK, f"“{link.get('name', '')}”")

    def _made(self, link: Element, origin: str, target: str) -> bool:
        name = link.get("name", "") if self._is_ours else " ".join(link.get("name", "").split()) or RELATED
        about = instructed(link) if self._is_ours else {}
        beside = self.actors.by_id.get(str(about.get("actor")))
        said = about.get("attributes")
        values: dict[AttributeId, AttributeValue] = said if isinstance(said, dict) else {}
        actor = self.actors.by_guid.get(target)
        for layer, document, act, label in self._coded.get(origin, []):
            for other_layer, other, party, _ in self._coded.get(target, []):
                if layer == other_layer and document is other and act != party:
                    document.link(
                        guid(link), act, self._maker.codes.role(label, name), party, beside, attributes=values
                    )
                    return True
            if (passage := self._passages.get(target)) and passage[0] is document:
                role = self._maker.codes.role(label, name, is_passage=True)
                document.link(guid(link), act, role, actor=beside, claim=passage[1], attributes=values)
                return True
            if actor is not None:
                role = self._maker.codes.role(label, name)
                document.link(guid(link), act, role, actor=actor, attributes=values)
                return True
        return False
