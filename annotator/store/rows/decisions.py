"""Decisions on cases, with their candidates as they were."""

from collections.abc import Iterable, Sequence
from typing import Any

from annotator.model.decision import Decision, Rule
from annotator.model.ids import CodebookVersionId, CoderId, DecisionId, DocumentId, SpanId
from annotator.store.rows.actors import IN_DECISION
from annotator.store.rows.rows import TableRows, from_json, to_json
from annotator.store.rows.spans import link_of, row_of, row_of_link, span_of


class Decisions(TableRows):
    """All decisions, oldest first within a document."""

    name = "decisions"
    columns = (
        "id",
        "document",
        "rule",
        "candidates",
        "absent",
        "gold",
        "reason",
        "coder",
        "time",
        "codebook_version",
        "links",
    )

    def of_document(self, document: str) -> list[Decision]:
        """Return the decisions of a document."""
        return [decision_of(row) for row in self._select("WHERE document = ? ORDER BY id", [document])]

    def of_labels(self, labels: Sequence[str]) -> list[Decision]:
        """Return the decisions with a candidate or a gold span that has one of the labels."""
        marks = ", ".join("?" * len(labels))
        where = (
            f"WHERE EXISTS (SELECT 1 FROM json_each(candidates) WHERE json_extract(value, '$[3]') IN ({marks}))"
            f" OR EXISTS (SELECT 1 FROM json_each(gold) JOIN spans ON spans.id = value WHERE label IN ({marks}))"
        )
        return [decision_of(row) for row in self._select(f"{where} ORDER BY id", [*labels, *labels])]

    def of_actor(self, actor: str) -> list[Decision]:
        """Return the decisions whose candidates mention an actor, or have one in a slot."""
        return [decision_of(row) for row in self._select(f"WHERE {IN_DECISION} ORDER BY id", [actor])]

    def get_many(self, ids: Sequence[str]) -> list[Decision]:
        """Return those of the decisions that exist."""
        found: list[Decision] = []
        for first in range(0, len(ids), 500):
            some = ids[first : first + 500]
            found += map(decision_of, self._select(f"WHERE id IN ({', '.join('?' * len(some))})", some))
        return found

    def add(self, decisions: Iterable[Decision]) -> None:
        """Insert decisions."""
        self.insert(_row(decision) for decision in decisions)

    def put(self, decision: Decision) -> None:
        """Write a decision that exists."""
        self.update(decision.id, dict(zip(self.columns[1:], _row(decision)[1:], strict=True)))

    def counts(self) -> dict[Rule, int]:
        """Return how many decisions each rule has made."""
        rows = self._connection.execute("SELECT rule, count(*) FROM decisions GROUP BY 1 ORDER BY 1")
        return {Rule(rule): count for rule, count in rows}

    def deciders(self) -> set[CoderId]:
        """Return who decided anything."""
        rows = self._connection.execute("SELECT DISTINCT coder FROM decisions WHERE coder IS NOT NULL")
        return {CoderId(row[0]) for row in rows}


def _row(decision: Decision) -> tuple[Any, ...]:
    return (
        decision.id,
        decision.document,
        decision.rule,
        to_json([row_of(span) for span in decision.candidates]),
        to_json(decision.absent),
        to_json(decision.gold),
        decision.reason,
        decision.coder,
        decision.time,
        decision.codebook_version,
        to_json([row_of_link(link) for link in decision.links]),
    )


def decision_of(row: tuple[Any, ...]) -> Decision:
    """Return the decision that a row of `Decisions.columns` holds."""
    id, document, rule, candidates, absent, gold, reason, coder, time, version, links = row
    return Decision(
        id=DecisionId(id),
        document=DocumentId(document),
        rule=Rule(rule),
        candidates=tuple(span_of(candidate) for candidate in from_json(candidates)),
        absent=tuple(from_json(absent)),
        gold=tuple(SpanId(span) for span in from_json(gold)),
        reason=reason,
        coder=CoderId(coder) if coder else None,
        time=time,
        codebook_version=CodebookVersionId(version),
        links=tuple(link_of(link) for link in from_json(links)),
    )
