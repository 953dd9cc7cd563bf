"""A slot that holds what it cannot, since copies were worked on apart: what it can hold instead, as choices."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from annotator.model.asking import kept_values
from annotator.model.codebook import Label
from annotator.model.ids import LinkId, SpanId
from annotator.model.slot_fit import SlotContent, SlotMisfit, misfit
from annotator.model.span import Link, Span
from annotator.model.wording import isolated, word_list
from annotator.operations.coding import annotate
from annotator.operations.project.row_words import RowWords
from annotator.operations.team.conflict_types import Way
from annotator.store.history.open_step import OpenStep
from annotator.store.project import Project
from annotator.store.schema.tables import Table
from annotator.sync.delivery import Conflict, Said
from annotator.sync.paths import as_json


class SlotConflict:
    """Tells one. `why`: what is wrong with the slot, a sentence."""

    def __init__(self, project: Project, words: RowWords, conflict: Conflict) -> None:
        self._project, self._words = project, words
        self._act = project.spans.get(SpanId(conflict.row))
        self._of_act = [one for one in project.links.of_spans([self._act.id]) if one.act == self._act.id]
        self._links = [one for one in self._of_act if one.role == conflict.path]
        self._said = {one.row: one for one in conflict.said}
        parties = [one.span for one in self._of_act if one.span is not None]
        self._parties: Mapping[SpanId, Span] = {span.id: span for span in project.spans.get_many(parties)}
        label = project.codebook.get(self._act.label)
        self._role = label.role(conflict.path) if label is not None else None

    @property
    def why(self) -> str:
        """What is wrong, and how that came about."""
        found = (misfit(self._role, self._filling(one)) for one in self._links)
        wrong = next((one for one in found if one is not None), SlotMisfit.MANY)
        return f"Done in two copies, neither knowing of the other: {wrong}."

    def choices(self) -> Iterator[tuple[str, Way, Sequence[Said]]]:
        """Yield what the slot can hold, each with who said so."""
        fitting = [new for one in self._links if (new := self._fitted(one)) is not None]
        if self._role is not None and not self._role.several and len(fitting) > 1:
            for one in fitting:
                yield f"{self._party(one)} alone", partial(_hold, self._links, [one]), self._who([one])
        elif fitting:
            parties = word_list(map(self._party, fitting))
            yield f"{parties}, as the slot takes it", partial(_hold, self._links, fitting), self._who(fitting)
        else:
            yield f"without {self._parties_said()}", partial(_hold, self._links, []), ()
        for label in self._labels_of_before():
            words = f"as {isolated(label.name)}, with {self._parties_said()}"
            yield words, partial(_relabel, self._act.id, label), self._who(self._links)

    def _labels_of_before(self) -> Iterator[Label]:
        """Yield the labels that the act once had under which all its slots can be as they are."""
        if self._project.layers.get(self._act.layer).coder is None:
            return
        for id in self._project.decided_rows.once_said(Table.SPANS, self._act.id, "label"):
            label = self._project.codebook.get(str(id))
            if label is not None and label.id != self._act.label and label.is_codable and self._holds_all(label):
                yield label

    def _holds_all(self, label: Label) -> bool:
        counts = Counter(one.role for one in self._of_act)
        roles = {id: label.role(id) for id in counts}
        is_one = all(count == 1 or (role := roles[id]) is None or role.several for id, count in counts.items())
        return is_one and all(misfit(roles[one.role], self._filling(one)) is None for one in self._of_act)

    def _fitted(self, link: Link) -> Link | None:
        """Return a link as the slot takes it, None where it takes none of it."""
        role, wrong = self._role, misfit(self._role, self._filling(link))
        if wrong is SlotMisfit.LABEL and role is not None and role.slot_type.words:
            party = self._parties[SpanId(str(link.span))]
            link = annotate.as_passage(link, role, party) if party.extents else link
            wrong = misfit(role, self._filling(link))
        if wrong is SlotMisfit.VALUES and role is not None:
            return replace(link, attributes=kept_values(role.attributes, link.attributes))
        return link if wrong is None else None

    def _filling(self, link: Link) -> SlotContent:
        party = self._parties.get(link.span) if link.span is not None else None
        return SlotContent(link.actor is not None, party.label if party is not None else None, link.attributes)

    def _party(self, link: Link) -> str:
        row = {"act": link.act, "role": link.role, "span": link.span, "actor": link.actor, "value": link.value}
        said = self._words.fields(
            Table.LINKS, {**row, "quote": link.quote, "attributes": as_json(dict(link.attributes))}
        )
        return next(iter(said.values()), "")

    def _parties_said(self) -> str:
        return word_list(map(self._party, self._links))

    def _who(self, links: Sequence[Link]) -> list[Said]:
        return [self._said[one.id] for one in links if one.id in self._said]


# What is written.


def _hold(before: Sequence[Link], links: Sequence[Link], project: Project, step: OpenStep) -> None:
    """Let a slot hold these links, of those that it held."""
    known, left = {one.id: one for one in before}, {one.id: one for one in links}
    project.links.delete(LinkId(one) for one in known if one not in left)
    for one in links:
        if one != known[one.id]:
            project.links.put(one)


def _relabel(act: SpanId, label: Label, project: Project, step: OpenStep) -> None:
    annotate.relabel(project, [act], label.id)
