"""The rows of our own table of slots -> links of a document whose spans are known."""

from typing import get_args

from annotator.formats.losses import Loss, Losses
from annotator.formats.making import derived_id
from annotator.formats.placing import placed
from annotator.formats.tables.own_facts import ORIGIN, OwnFacts
from annotator.formats.tables.own_places import claim_of, exact_place
from annotator.formats.tables.own_spans import OwnCoded, exactly
from annotator.formats.tables.rows import Row, RowTable
from annotator.model.ids import LinkId, RoleId, SpanId
from annotator.model.span import Link, SlotValue, quote_of

UNFILLED = Loss(
    "1 party is left out, since what it names is not there",
    "{n} parties are left out, since what they name is not there",
)
_VALUES: dict[str, SlotValue] = {value: value for value in get_args(SlotValue)}


class SlotRows:
    """Reads the rows of the table of slots."""

    def __init__(self, table: RowTable, facts: OwnFacts) -> None:
        names = ("document_id", "link_id", "act", "role", "span_id", "actor", "actor_id", "value", "extents", "quote")
        self._get = {name: table.getter(name) for name in (*names, "attributes")}
        self._facts = facts

    def document(self, row: Row) -> str:
        """Return the id of a row's document, empty where it says none."""
        return self._get["document_id"](row)

    def act(self, row: Row) -> str:
        """Return the id of the span whose slot it is."""
        return self._get["act"](row)

    def read(self, row: Row, number: int, coded: OwnCoded | None, losses: Losses) -> None:
        """Add the link of a row to the document in which its act is; `number`: of the row, from 1."""
        get, facts = self._get, self._facts
        act, span, value = get["act"](row), get["span_id"](row), _VALUES.get(get["value"](row))
        if coded is None or act not in coded.labels or (span and span not in coded.labels):
            losses.add(UNFILLED, f"row {number} of the slots")
            return
        actor = facts.actor(get["actor_id"](row), get["actor"](row), "")
        claim, text = claim_of(get["extents"](row), "", "", get["quote"](row)), coded.document.text
        place = () if claim is None else exact_place(claim, text) or placed(text, [claim]).places[0].extents
        if not (span or actor or place or value):
            losses.add(UNFILLED, f"row {number} of the slots")
            return
        coded.links.append(
            Link(
                LinkId(get["link_id"](row) or derived_id(ORIGIN, "link", act, f"{number}")),
                SpanId(act),
                RoleId(facts.role(coded.labels[act], get["role"](row))),
                SpanId(span) if span else None,
                actor,
                value,
                place,
                quote_of(text, place) if place else "",
                exactly(get["attributes"](row)) or {},
            )
        )
