"""What a model of coders who err makes of a project: how good each coder is, and what each case probably is.

It is asked of the cases of all documents at once, and of what was decided as it was then. Nothing here is written.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotator.acts.acts import Filling
from annotator.adjudication.belief import Belief
from annotator.adjudication.cases import Case
from annotator.agreement.input.passages import CodedPassage
from annotator.agreement.posterior.codings import Beliefs, Codings, Question, beliefs
from annotator.agreement.posterior.truth import Model, Truth
from annotator.agreement.results import category_name
from annotator.agreement.study.study import Aspect
from annotator.model.coder import Layer
from annotator.model.compared_texts import ComparedTexts
from annotator.model.ids import AttributeId, LabelId, LayerId, RoleId, SpanId
from annotator.model.soft_label import SoftLabel
from annotator.model.span import Span
from annotator.operations.adjudication.case_queue import cases_between, counted_in
from annotator.operations.adjudication.unjudged import UnitJudges
from annotator.operations.people.taken_texts import TakenTexts, taken_texts
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project

_NOBODY = Belief({}, {})

Fillings = Mapping[SpanId, Sequence[Filling]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A passage that is asked about: who has which span there, who took part and has none, who fills the slots.

    Of those who have none a model leaves out who has not judged the passage yet, where units are given.
    """

    spans: Sequence[Span]
    absent: Sequence[LayerId]
    slots: Fillings = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PosteriorEstimate:
    """What a model makes of a project.

    `layers`: those that were compared; `coder`: by layer, the number of its coder in each `Truth`. `names`: of the
    coders, by number. `places`: the passages by number, the cases (`cases`: the number by the case's key) and then
    those that were asked about besides; `texts`: in which texts the coders were compared.
    """

    layers: tuple[Layer, ...]
    coder: tuple[int, ...]
    names: tuple[str, ...]
    beliefs: Beliefs
    places: tuple[CodedPassage, ...]
    cases: Mapping[str, int]
    texts: ComparedTexts = field(default_factory=ComparedTexts)

    @property
    def truths(self) -> Mapping[Question, Truth]:
        """What the model says of each label, attribute and slot that was used."""
        return self.beliefs.truths

    def of_case(self, case: Case) -> Belief:
        """Return what the model thinks of a case; nothing of one that it was not asked about."""
        place = self.cases.get(case.key)
        return _NOBODY if place is None else self.of_place(place)

    def of_place(self, number: int) -> Belief:
        """Return what the model thinks of a passage, by its number."""
        place = self.places[number]
        labels = {label: self.beliefs.of_label(label, number) for label in sorted({span.label for span in place.found})}
        known = {label: chance for label, chance in labels.items() if chance is not None}
        sure = {span.id: self._sure(number, column) for column, span in enumerate(place.spans) if span is not None}
        return Belief(known, sure)

    def soft_label(self, number: int, label: LabelId) -> SoftLabel:
        """Return votes and chances of a passage, with those of the attributes and slots of one of its labels."""
        place = self.places[number]
        votes = {
            layer.id: span.label if span is not None else None
            for layer, span, present in zip(self.layers, place.spans, place.present, strict=True)
            if present
        }
        parts = {
            question: {category_name(value): chance for value, chance in self.beliefs.of(question, number).items()}
            for question in self.beliefs.parts.get(label, ())
        }
        told = {question: chances for question, chances in parts.items() if chances}
        return SoftLabel(
            votes,
            self.of_place(number).labels,
            {AttributeId(one.part): told[one] for one in told if one.aspect is Aspect.ATTRIBUTE},
            {RoleId(one.part): told[one] for one in told if one.aspect is Aspect.SLOT},
        )

    def _sure(self, number: int, column: int) -> float:
        """Return how likely that is which is the least likely of what a coder says of attributes and slots."""
        span = self.places[number].spans[column]
        chances = [1.0]
        for question in self.beliefs.parts.get(span.label, ()) if span is not None else ():
            said, row = self.beliefs.of(question, number), self.beliefs.rows[question].get(number)
            if said and row is not None and row[column] is not None:
                chances.append(said.get(row[column], 0.0))
        return min(chances)


def estimate(
    project: Project,
    layers: Sequence[Layer],
    model: Model | None = None,
    progress: Progress = silent,
    also: Iterable[Asked] = (),
    level: float = 0.95,
    begun_too: bool = False,
) -> PosteriorEstimate:
    """Return what a model makes of the cases between layers; `model`: one for all, the fitting ones if left out.

    `also`: passages that are asked about without being counted. Several layers of one coder are the same coder.
    `begun_too`: cases are also of texts that coders have begun and not done.
    """
    taken = taken_texts(project, layers, begun_too)
    layers = taken.layers
    column = {layer.id: at for at, layer in enumerate(layers)}
    cases = list(_cases(project, taken, progress))
    asked = [*(Asked(case.candidates, case.absent, case.slots) for case in cases), *also]
    judges = UnitJudges(project)
    asked = [replace(one, absent=judges.among(one.absent, one.spans)) for one in asked]
    places = tuple(_place(number, one, column) for number, one in enumerate(asked))
    people = list(dict.fromkeys(layer.coder or layer.id for layer in layers))
    coder = tuple(people.index(layer.coder or layer.id) for layer in layers)
    codings = Codings(
        places[: len(cases)],
        project.codebook.labels,
        coder,
        [one.slots for one in asked],
        places[len(cases) :],
    )

    def step(done: int, total: int) -> None:
        progress(done, total, "")

    found = beliefs(codings, model, level, step=step)
    names = tuple(_name_of(project, layers[coder.index(number)]) for number in range(len(people)))
    return PosteriorEstimate(
        layers, coder, names, found, places, {case.key: at for at, case in enumerate(cases)}, taken.said
    )


def _cases(project: Project, taken: TakenTexts, progress: Progress) -> Iterator[Case]:
    documents = project.documents.all()
    for number, info in enumerate(documents):
        progress(number, len(documents), info.title)
        yield from cases_between(project, info.id, counted_in(project, info.id, taken))
    progress(len(documents), len(documents), "")


def _name_of(project: Project, layer: Layer) -> str:
    """Return the name of a layer's coder, or its own where it is nobody's."""
    return next((coder.name for coder in project.coders.all() if coder.id == layer.coder), layer.name)


def _place(number: int, asked: Asked, column: Mapping[LayerId, int]) -> CodedPassage:
    """Return a passage by the layers that are compared; its number stands for the document, to find its slots by."""
    spans: list[Span | None] = [None] * len(column)
    present = [False] * len(column)
    for span in asked.spans:
        if span.layer in column:
            spans[column[span.layer]], present[column[span.layer]] = span, True
    for layer in asked.absent:
        if layer in column:
            present[column[layer]] = True
    return CodedPassage(number, tuple(spans), tuple(present))
