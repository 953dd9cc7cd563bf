"""What must hold within a line of our JSONL: offsets lie in the text, quotes stand there, links have a party."""

from collections.abc import Container

from annotator.formats.jsonl.records import DecisionRecord, DocumentRecord, LinkRecord, SpanRecord
from annotator.model.document import sha256_of
from annotator.model.given_units import unit_problem
from annotator.model.span import GAP, Extent


class Wrong(Exception):
    """What does not fit, without file and line."""


def extents_of(record: SpanRecord) -> tuple[Extent, ...]:
    """Return the pieces of a span."""
    if record.extents is None:
        return (Extent(record.start, record.stop),)
    return tuple(Extent(extent.start, extent.stop) for extent in record.extents)


def passage_of(record: LinkRecord) -> tuple[Extent, ...]:
    """Return the pieces of the passage that fills a slot, none where something else does."""
    if record.extents is not None:
        return tuple(Extent(extent.start, extent.stop) for extent in record.extents)
    return () if record.start is None or record.stop is None else (Extent(record.start, record.stop),)


class Ids:
    """The ids of one file, of which each is used once."""

    def __init__(self) -> None:
        self._seen: dict[str, set[str]] = {}

    def add(self, what: str, id: str) -> None:
        """Take the id of something; raises `Wrong` for one that something of the kind has."""
        seen = self._seen.setdefault(what, set())
        if id in seen:
            raise Wrong(f"the {what} id “{id}” is used twice in this file")
        seen.add(id)


def check_document(record: DocumentRecord, ids: Ids, labels: Container[str] | None, codebook: str) -> None:
    """Raise `Wrong` where a line contradicts itself, or the lines before it.

    `labels`: those of the file `codebook`; None where there is none.
    """
    ids.add("document", record.id)
    text = record.text
    if "\r" in text:
        raise Wrong("the text has a carriage return, but line ends are line feeds in this format")
    if sha256_of(text) != record.text_sha256:
        raise Wrong("the text does not have the checksum text_sha256, so it was changed and offsets may be wrong")
    if problem := unit_problem([(one.start, one.stop) for one in record.units], len(text)):
        raise Wrong(problem)
    for number, span in enumerate(record.spans, 1):
        _check_span(span, text, "span", number)
        ids.add("span", span.id)
        if labels is not None and span.label not in labels:
            raise Wrong(f"span {number}: the label “{span.label}” is not in {codebook}")
    known = {span.id for span in record.spans} if record.links else set()
    for number, link in enumerate(record.links, 1):
        ids.add("link", link.id)
        _check_link(link, known, f"link {number}")
        _check_passage(link, text, f"link {number}")
    for number, decision in enumerate(record.decisions, 1):
        ids.add("decision", decision.id)
        _check_decision(decision, text, f"decision {number}")


def _check_link(link: LinkRecord, known: set[str], place: str) -> None:
    for key, span in (("act", link.act), ("span", link.span)):
        if span is not None and span not in known:
            raise Wrong(f"{place}: {key}: the document has no span with the id “{span}”")
    if link.span is None and link.actor_id is None and link.value is None and link.start is None:
        raise Wrong(f"{place}: it has no party: neither span nor actor_id nor value nor start")
    if link.span == link.act:
        raise Wrong(f"{place}: the act is its own party")
    if link.span is not None and link.start is not None:
        raise Wrong(f"{place}: it has a span and a passage; a party is one of them")


def _check_decision(decision: DecisionRecord, text: str, place: str) -> None:
    for number, candidate in enumerate(decision.candidates, 1):
        _check_span(candidate, text, f"{place}, candidate", number)
    acts = {candidate.id for candidate in decision.candidates}
    for number, link in enumerate(decision.links, 1):
        _check_passage(link, text, f"{place}, link {number}")
        if link.act not in acts:
            raise Wrong(f"{place}, link {number}: act: no candidate has the id “{link.act}”")


def _check_passage(record: LinkRecord, text: str, place: str) -> None:
    if record.value is not None and (record.span, record.actor_id, record.start) != (None, None, None):
        raise Wrong(f"{place}: it has a value and a party; a slot takes one of them")
    if (record.start is None) != (record.stop is None):
        raise Wrong(f"{place}: a passage has a start and a stop, or neither")
    if record.start is None:
        if record.quote or record.extents:
            raise Wrong(f"{place}: there is a quote, but no start and stop")
    else:
        _check_extents(record, passage_of(record), text, place)


def _check_span(record: SpanRecord, text: str, what: str, number: int) -> None:
    start, stop, quote = record.start, record.stop, record.quote
    # Nearly all are one piece of which all is right: a million of them are looked at no further.
    if record.extents is not None or not (
        start < stop and stop - start == len(quote) and text.startswith(quote, start)
    ):
        _check_extents(record, extents_of(record), text, f"{what} {number}")


def _check_extents(record: SpanRecord | LinkRecord, extents: tuple[Extent, ...], text: str, place: str) -> None:
    last = 0
    for number, (start, stop) in enumerate(extents, 1):
        where = place if len(extents) == 1 else f"{place}, extent {number}"
        if not start < stop <= len(text):
            raise Wrong(f"{where}: [{start}, {stop}) is no range of the text, which has {len(text)} characters")
        if number > 1 and start <= last:
            raise Wrong(f"{where}: it does not begin after the one before it")
        last = stop
    hull = (extents[0].start, extents[-1].stop) if extents else (0, 0)
    if (record.start, record.stop) != hull:
        raise Wrong(f"{place}: start and stop are {record.start} and {record.stop}, but the extents say {hull}")
    for number, extent in enumerate(record.extents or (), 1):
        _check_quote(extent.quote, text[extent.start : extent.stop], extents[number - 1], f"{place}, extent {number}")
    _check_quote(record.quote, GAP.join(text[start:stop] for start, stop in extents), Extent(*hull), place)


def _check_quote(quote: str, found: str, extent: Extent, place: str) -> None:
    if quote != found:
        raise Wrong(
            f"{place}: the quote is “{_short(quote)}”, but the text has “{_short(found)}” "
            f"at [{extent.start}, {extent.stop})"
        )


def _short(quote: str) -> str:
    return quote if len(quote) <= 60 else quote[:59] + "…"
