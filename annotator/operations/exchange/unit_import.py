"""What a project asks of codings that come in: whole units where units are given, and labels with which one may code.

What fits comes in. What is a unit but for blanks at its ends is put on it, what goes over several whole units is put on
each of them, and what fits none is left out: all of it counted by kind, and said.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from annotator.formats.losses import Loss, Losses, place_of
from annotator.formats.making import derived_id
from annotator.model.codebook import Codebook, CodesPerUnit, CodingUnit
from annotator.model.document import Document
from annotator.model.given_units import touched
from annotator.model.ids import SpanId
from annotator.model.span import Extent, Span, quote_of
from annotator.store.project import Project

_CUT = "cut it (annotator units FILE --cut) and import again"
UNCUT = Loss(
    f"1 coding is left out, since its document is not cut into units yet: {_CUT}",
    "{n} codings are left out, since their documents are not cut into units yet: cut them (annotator units FILE --cut)"
    " and import again",
)
PART = Loss(
    "1 coding is left out, since whole units are coded here and it is part of one",
    "{n} codings are left out, since whole units are coded here and they are parts of one",
)
ACROSS = Loss(
    "1 coding is left out, since whole units are coded here and it begins or ends within one",
    "{n} codings are left out, since whole units are coded here and they begin or end within one",
)
SECOND = Loss(
    "1 code is left out, since a unit gets one here and has another of the same coder; where both came together the"
    " first is in doubt",
    "{n} codes are left out, since a unit gets one here and has another of the same coder; where both came together"
    " the first is in doubt",
)
HEADING = Loss(
    "1 coding is left out, since its label is a heading here, with which nothing is coded (--label THEIRS=OURS says"
    " which other one it is)",
    "{n} codings are left out, since their labels are headings here, with which nothing is coded (--label THEIRS=OURS"
    " says which other ones they are)",
)
WITHOUT_GOLD = Loss("1 decision is left out, since its gold is", "{n} decisions are left out, since their gold is")
SNAPPED = Loss(
    "1 coding has other blanks at its ends than its unit, and was put on the unit",
    "{n} codings have other blanks at their ends than their units, and were put on the units",
)
SPREAD = Loss(
    "1 coding goes over several whole units, and was put on each of them",
    "{n} codings go over several whole units, and were put on each of them",
)
TWICE = Loss(
    "1 coding is left out, since its passage has its label already",
    "{n} codings are left out, since their passages have their labels already",
)
LEFT_OUT = frozenset({UNCUT, PART, ACROSS, SECOND, HEADING, TWICE})
"""Those of the losses by which a coding does not come in."""


@dataclass(frozen=True, slots=True)
class FittedSpans:
    """Codings of a document as they can stand here. `left_out`: those that cannot, by their ids."""

    spans: tuple[Span, ...]
    left_out: dict[str, Span]


class UnitImport:
    """The rules of one import. `losses`: where what is left out or moved is counted, each coding once.

    `is_free`: anything may come in, as into a project that becomes what it is by the import. `knows_versions`: the
    versions that codings name are of this project's history, so that what was coded before units were given stays.
    `once`: whether a passage gets a label once, as where it is coded by hand.
    """

    def __init__(
        self, project: Project, losses: Losses, is_free: bool = False, knows_versions: bool = False, once: bool = False
    ) -> None:
        book = project.codebook
        self._project, self._losses, self._counted = project, losses, set[tuple[str, Loss]]()
        self._once = once
        self._is_given = book.unit is not CodingUnit.FREE and not is_free
        self._gets_one = self._is_given and book.codes_per_unit is CodesPerUnit.ONE
        self._headings = frozenset[str]() if is_free else frozenset(one.id for one in book.labels if one.heading)
        self._names = {label.id for label in book.labels if label.names_actors}
        earlier = project.codebooks.all() if knows_versions and self.are_any else ()
        self._earlier = {one.id: one.codebook for one in earlier}

    @property
    def are_any(self) -> bool:
        """Whether anything is asked of codings."""
        return self._once or self._is_given or bool(self._headings)

    def fitted(
        self,
        document: Document,
        spans: Sequence[Span],
        linked: Iterable[str] = (),
        standing: Mapping[SpanId, Span] | None = None,
    ) -> FittedSpans:
        """Return codings that come in together, named as here; `linked`: ids of those that stand in links.

        `document`: as it is here. Codings of acts and parties are not put on several units, since their links would be
        one act's no more. `standing`: what is here, by id; such a coding stays where it is.
        """
        if not self.are_any:
            return FittedSpans(tuple(spans), {})
        there, stay = self._project.units.of_document(document.id) if self._is_given else (), frozenset(linked)
        here = standing or {}
        kept = {one.id for one in spans if (same := here.get(one.id)) and _stands(one) == _stands(same)}
        found, left_out = list[Span](), dict[str, Span]()
        for span in spans:
            made = [span] if span.id in kept else self._on_units(document, span, there, span.id in stay)
            found += made
            if not made:
                left_out[span.id] = span
        return self._each_with_one(document, found, left_out, kept)

    def admitted(self, document: Document, new: Sequence[Span], standing: Iterable[Span]) -> list[Span]:
        """Return those codings whose units have no other code yet, beside what stands in the document."""
        standing = list(standing)
        if self._once:
            new = self._each_once(document, new, standing)
        if not (self._gets_one and new):
            return list(new)
        coded = {self._unit_of(span) for span in standing if self._is_code(span)}
        found = []
        for span in new:
            if self._is_code(span) and self._unit_of(span) in coded:
                self._count(SECOND, span, document)
            else:
                found.append(span)
        return found

    def _each_once(self, document: Document, new: Sequence[Span], standing: Iterable[Span]) -> list[Span]:
        there, found = {(span.layer, span.label, span.extents) for span in standing}, list[Span]()
        for span in new:
            key = span.layer, span.label, span.extents
            if key in there:
                self._count(TWICE, span, document)
            else:
                there.add(key)
                found.append(span)
        return found

    def count_decision(self, document: Document) -> None:
        """Note that a decision was left out with its gold."""
        self._losses.add(WITHOUT_GOLD, f"in “{document.title}”")

    def _on_units(self, document: Document, span: Span, units: Sequence[Extent], is_linked: bool) -> list[Span]:
        before = self._earlier.get(span.codebook_version)
        if span.label in self._headings and not _could_be_coded(before, span.label):
            self._count(HEADING, span, document)
            return []
        is_unit = not span.extents or (len(span.extents) == 1 and span.extents[0] in units)
        if is_unit or not self._is_given or (before is not None and before.unit is CodingUnit.FREE):
            return [span]
        whole = _whole_units(document.text, units, span.extents)
        if len(whole) == 1 or (whole and not is_linked):
            self._count(SNAPPED if len(whole) == 1 else SPREAD, span, document)
            return [_on(document.text, span, unit, number) for number, unit in enumerate(whole)]
        held = {at for extent in span.extents for at in touched(units, *extent)}
        self._count(UNCUT if not units else PART if len(held) == 1 else ACROSS, span, document)
        return []

    def _each_with_one(
        self, document: Document, spans: list[Span], left_out: dict[str, Span], kept: Collection[SpanId]
    ) -> FittedSpans:
        """Let a unit have one code of those that come in together: the first, in doubt where another says otherwise."""
        if not self._gets_one:
            return FittedSpans(tuple(spans), left_out)
        first, found = dict[object, int](), list[Span]()
        for span in sorted(spans, key=lambda one: one.id not in kept):  # what stands comes first
            at = first.setdefault(self._unit_of(span), len(found)) if self._is_code(span) else len(found)
            if at == len(found) or span.id in kept:
                found.append(span)
                continue
            left_out[span.id] = span
            if _said(span) != _said(found[at]):
                self._count(SECOND, span, document)
                found[at] = replace(found[at], doubt=True)
        return FittedSpans(tuple(found), left_out)

    def _is_code(self, span: Span) -> bool:
        return bool(span.extents) and span.label not in self._names

    def _unit_of(self, span: Span) -> object:
        return span.layer, span.extents

    def _count(self, loss: Loss, span: Span, document: Document) -> None:
        if (span.id, loss) not in self._counted:
            self._counted.add((span.id, loss))
            self._losses.add(loss, lambda: place_of(span, document))


def _stands(span: Span) -> tuple[object, ...]:
    return span.document, span.layer, span.label, span.extents


def _said(span: Span) -> tuple[object, ...]:
    return span.label, span.attributes, span.note, span.actor


def _could_be_coded(book: Codebook | None, label: str) -> bool:
    """Whether a label was no heading in the version under which something was coded."""
    found = book.get(label) if book is not None else None
    return found is not None and not found.heading


def _whole_units(text: str, units: Sequence[Extent], extents: Sequence[Extent]) -> list[Extent]:
    """Return the units that extents cover from end to end, but for blanks; none where they cover part of another."""
    held = dict.fromkeys(at for extent in extents for at in touched(units, *_bare(text, extent)))
    letters = {at for extent in extents for at in range(*extent) if not text[at].isspace()}
    wanted = {at for unit in held for at in range(*units[unit]) if not text[at].isspace()}
    return [units[at] for at in held] if letters and letters == wanted else []


def _bare(text: str, extent: Extent) -> tuple[int, int]:
    words = text[extent.start : extent.stop]
    start = extent.start + len(words) - len(words.lstrip())
    return start, max(start, extent.start + len(words.rstrip()))


def _on(text: str, span: Span, unit: Extent, number: int) -> Span:
    id = SpanId(derived_id("unit", span.id, str(number))) if number else span.id
    return replace(span, id=id, extents=(unit,), quote=quote_of(text, (unit,)))
