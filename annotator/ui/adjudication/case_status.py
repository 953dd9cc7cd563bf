"""How a case stands, in words: what was decided by which rule, why, when and by whom, and what has changed since."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.adjudication.cases import Case
from annotator.adjudication.content import content_of
from annotator.adjudication.decisions import Settled, Status
from annotator.adjudication.slots import slots_of
from annotator.adjudication.ways import RULES
from annotator.model.actor import Actor
from annotator.model.codebook import Label
from annotator.model.codebook_version import number_in
from annotator.model.decision import Decision
from annotator.model.ids import ActorId, CodebookVersionId
from annotator.model.span import Span
from annotator.model.wording import isolated, word_list
from annotator.ui.adjudication.coder_letters import CoderLetters
from annotator.ui.cases.wording import act_sentence
from annotator.ui.kit.widgets import breakable

_QUOTE = 160


@dataclass(frozen=True, slots=True)
class CaseContext:
    """What words are made of. `labels` and `people` by id, `register`: the actors who are named.

    `versions`: what the codebook's versions are called, by their ids.
    """

    labels: Mapping[str, Label] = field(default_factory=dict)
    register: Mapping[ActorId, Actor] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    coder_letters: CoderLetters = field(default_factory=CoderLetters)
    versions: Mapping[CodebookVersionId, str] = field(default_factory=dict)

    def label(self, id: str) -> str:
        """Return how a label is called."""
        return self.labels[id].name if id in self.labels else id


def said(span: Span, known: CaseContext) -> str:
    """Return a span as its label and its words."""
    cut = f"{breakable(span.quote[:_QUOTE])}{'…' if len(span.quote) > _QUOTE else ''}"
    return f"{known.label(span.label)} {f'“{isolated(cut)}”' if span.quote else '(whole document)'}"


def case_status(one: Settled, gold: Sequence[Span], known: CaseContext) -> str:
    """Return how a case stands, nothing of an open one; `gold`: the spans that came of its decision."""
    decision = one.decision
    if decision is None or one.status is Status.OPEN:
        return ""
    if one.status is Status.CHANGED:
        lines = ["Changed since it was decided; decide it again.", *changes(one.case, decision, known)]
        return "\n".join([*lines, f"Then: {how_decided(decision, gold, known)}"])
    who = [isolated(known.coder_letters.name(layer, one.case.key)) for layer in one.newcomers]
    came = f"Before {word_list(sorted(who))} came: " if who else ""
    return f"{came}{how_decided(decision, gold, known)}"


def how_decided(decision: Decision, gold: Sequence[Span], known: CaseContext) -> str:
    """Return what was decided: the rule, by whom and when, under which codebook, why, and what became gold."""
    who = known.people.get(decision.coder or "", "")
    when = decision.time[:10]
    verb = "Decided" if decision.rule.settles else "Deferred"
    rule = f": {RULES[decision.rule].decided}" if decision.rule.settles else ""
    parts = [f"{verb}{f' on {when}' if when else ''}{f' by {isolated(who)}' if who else ''}{rule}."]
    version = decision.codebook_version
    if name := known.versions.get(version) or number_in(version):
        parts.append(f"Codebook version {name}.")
    if decision.reason:
        parts.append(f"Reason: {isolated(decision.reason)}.")
    if gold:
        parts.append(f"Gold: {'; '.join(said(span, known) for span in gold)}.")
    return " ".join(parts)


def changes(case: Case, decision: Decision, known: CaseContext) -> Iterator[str]:
    """Yield in what the coders say something else now than when a case was decided."""
    ids, coder_letters = {span.id for span in case.candidates}, known.coder_letters
    then = next((group for group in decision.cases if ids & {span.id for span in group}), decision.candidates)
    before, filled = {span.id: span for span in then}, slots_of({}, decision.links)
    names = {
        layer.id: isolated(coder_letters.name(layer.id, case.key)) for layer in coder_letters.ordered_layers(case.key)
    }
    # In the order of the letters, as another one would tell whose they are.
    place = {layer: at for at, layer in enumerate(names)}
    for span in sorted(case.candidates, key=lambda one: place.get(one.layer, len(place))):
        was, name = before.get(span.id), names.get(span.layer, coder_letters.name(span.layer, case.key))
        if was is None:
            yield f"{name}: added since, {said(span, known)}"
        elif (was.label, was.extents) != (span.label, span.extents):
            yield f"{name}: was {said(was, known)}, is {said(span, known)}"
        elif content_of(was, filled.get(was.id, ())) != content_of(span, case.slots_of(span)):
            yield f"{name}: attributes or slots have changed{_sentence(case, span, known)}"
    for span in sorted(then, key=lambda one: place.get(one.layer, len(place))):
        if span.id not in ids:
            whose = names.get(span.layer, coder_letters.name(span.layer, case.key))
            yield f"{whose}: removed since, {said(span, known)}"
    asked = {span.layer for span in decision.candidates} | set(decision.absent)
    for layer in sorted(case.absent, key=lambda one: place.get(one, len(place))):
        if layer not in asked:
            yield f"{names.get(layer, coder_letters.name(layer, case.key))}: was not compared then"


def _sentence(case: Case, span: Span, known: CaseContext) -> str:
    act = act_sentence(case, span, known.labels, known.register)
    return f": {act}" if act else ""
