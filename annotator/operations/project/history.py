"""The history in words: each step as a sentence, made when it is shown, from the names of that day.

What is gone has the name that it had last, by the journal or an older codebook; where nothing tells it, a neutral word.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import regex

from annotator.adjudication.policies import POLICIES
from annotator.adjudication.ways import RULES
from annotator.model.codebook import Attribute, Role
from annotator.model.decision import Rule
from annotator.model.errors import UndoBlocked
from annotator.model.ids import (
    ActorId,
    AttributeId,
    CoderId,
    DocumentId,
    FieldId,
    LabelId,
    LayerId,
    MemoId,
    RemarkId,
    RoleId,
    SearchId,
    SetId,
    SpanId,
)
from annotator.model.verbs.gold import PolicyName
from annotator.model.verbs.memos import AboutMemo
from annotator.model.verbs.remarks import AboutRemarks
from annotator.model.verbs.reverting import Revert, StepNumber
from annotator.model.verbs.searches import AboutSearches
from annotator.model.verbs.verb import Kind, Told, Verb
from annotator.model.wording import counted, isolated
from annotator.operations.project.history_sentences import sentence_of
from annotator.store.history.history_pages import ALL_STEPS, HistoryFilter
from annotator.store.history.steps import Changes, Step
from annotator.store.project import Project
from annotator.store.rows.rows import TableRows
from annotator.store.schema.tables import Table

NOBODY = "the program"
"""Who did what nobody in particular did."""
_UNKNOWN = "A step that this version does not know"
_LONGEST_NAME, _LONGEST_QUOTE, _MOST_NAMES = 80, 60, 4
_SOME = 100
_UNSEEN = regex.compile(r"[\p{Cc}\u202a-\u202e\u2066-\u2069]")
"""Control characters, and those that turn the direction of what follows."""


class _Rows(NamedTuple):
    """Where the name of a thing stands, and what it is called where it has none."""

    table: Callable[[Project], TableRows]
    columns: tuple[str, ...]
    neutral: str


_ROWS: dict[Kind, _Rows] = {
    DocumentId: _Rows(lambda project: project.documents, ("title",), "a document"),
    CoderId: _Rows(lambda project: project.coders, ("name",), "a coder"),
    LayerId: _Rows(lambda project: project.layers, ("name",), "a layer"),
    ActorId: _Rows(lambda project: project.actors, ("name",), "an actor"),
    SetId: _Rows(lambda project: project.document_sets, ("name",), "a set"),
    SearchId: _Rows(lambda project: project.kept_searches, ("name",), "a search"),
    FieldId: _Rows(lambda project: project.document_fields, ("name",), "a field"),
    SpanId: _Rows(lambda project: project.spans, ("quote", "label"), "a passage"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A step as it is read. `where`: the document, or how many; `passage`: a label and the words that it stands on.

    `time`: UTC, ISO 8601 to the second. `undone`: it was, and can be done again. `reverted`: it was taken
    back for good. `number`: of the step. `is_veiled`: whoever looks codes without seeing what others do. `remarks`:
    how many open ones there are at it, that whoever looks may read.
    """

    what: str
    passage: str
    where: str
    who: str
    time: str
    undone: bool = False
    number: int = 0
    reverted: bool = False
    is_veiled: bool = False
    remarks: int = 0


class Names:
    """What things are called. Each is read when it is asked for, once; `read` does that for many at a time."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._rows: dict[Kind, dict[str, tuple[str, ...]]] = {kind: {} for kind in _ROWS}
        self._steps: dict[int, Step] = {}

    def read(self, steps: Sequence[Step]) -> None:
        """Read all that the lines of these steps name, in a few queries."""
        if reverted := [step.verb.step for step in steps if isinstance(step.verb, Revert)]:
            self._steps |= self.project.journal.get_many(reverted)
            steps = [*steps, *(self._steps[number] for number in reverted if number in self._steps)]
        for kind in _ROWS.keys() - {SpanId}:
            self._read(kind, (id for step in steps for id in step.verb.ids(kind)))
        self._read(CoderId, (step.person for step in steps if step.person))
        self._read(SpanId, (id for step in steps for id in step.verb.passages[:1]))

    def of(self, kind: Kind, id: str) -> str:
        """Return the name of a document, coder, layer or actor; the beginning of the quote of a span."""
        row = self._row(kind, id)
        longest = _LONGEST_QUOTE if kind is SpanId else _LONGEST_NAME
        return said(row[0], longest) if row and row[0].strip() else _ROWS[kind].neutral

    def label(self, id: str) -> str:
        """Return the name of a label."""
        label = self.project.codebook.get(id)
        return said(label.name if label else self.project.codebooks.last_names().get((id,), "a label"))

    def part(self, label: str, kind: Kind, id: str) -> str:
        """Return the name of an attribute or a role of a label."""
        listed, neutral = ("roles", "of the act") if kind is RoleId else ("attributes", "an attribute")
        found = self.project.codebook.get(label)
        parts: Sequence[Role | Attribute] = getattr(found, listed, ())
        if found is not None and kind is not RoleId:  # those of its slots too, behind its own
            parts = [*parts, *(one for role in found.roles for one in role.attributes)]
        name = next((part.name for part in parts if part.id == id), None)
        return said(name or self.project.codebooks.last_names().get((label, listed, id), neutral))

    def step(self, number: int) -> str:
        """Return the sentence of a step; of one that was a revert, its number."""
        if number not in self._steps:
            self._steps |= self.project.journal.get_many([number])
        step = self._steps.get(number)
        if step is None:
            return "a step"
        if isinstance(step.verb, Revert):
            return f"Revert of step {step.verb.step:,}"
        return sentence(self.project, step.verb, self)

    def passage(self, verb: Verb) -> str:
        """Return where a verb was done: “Appeal, “urged China to use…””, or the label alone of a whole document."""
        spans = verb.passages
        row = self._row(SpanId, spans[0]) if spans else None
        if row is None:
            return ""
        quote, label = row
        words = f"{self.label(label)}, “{said(quote, _LONGEST_QUOTE)}”" if quote.strip() else self.label(label)
        return f"{words} and {len(spans) - 1:,} more" if len(spans) > 1 else words

    def where(self, verb: Verb) -> str:
        """Return the document that a verb was done in, or how many."""
        documents = dict.fromkeys(verb.ids(DocumentId))
        if len(documents) > 1:
            return counted(len(documents), "document")
        return "".join(self.of(DocumentId, id) for id in documents)

    def _row(self, kind: Kind, id: str) -> tuple[str, ...] | None:
        if id not in self._rows[kind]:
            self._read(kind, [id])
        return self._rows[kind][id] or None

    def _read(self, kind: Kind, ids: Iterable[str]) -> None:
        known = self._rows[kind]
        wanted = [id for id in dict.fromkeys(ids) if id not in known]
        found = _ROWS[kind].table(self.project).last_values(_ROWS[kind].columns, wanted)
        known.update({id: found.get(id, ()) for id in wanted})


def sentence(project: Project, verb: Verb, names: Names | None = None) -> str:
    """Return what was done, in a few words: “Code as Appeal”."""
    if isinstance(verb, Told):
        return verb.sentence or _UNKNOWN
    return sentence_of(verb).format_map(_HistoryPlaces(verb, names or Names(project)))


VEILED = "Coded or decided by others: not shown while you code without seeing it"


def lines(
    project: Project,
    limit: int = 1000,
    before: int | None = None,
    wanted: HistoryFilter = ALL_STEPS,
    eyes: CoderId | None = None,
) -> list[Line]:
    """Return the latest steps that are wanted, newest first, undos and redos among them, in a few queries for all.

    `before`: only those with a smaller number. `eyes`: a coder who is not to see what others coded or was decided;
    None for whoever may see it.
    """
    return lines_of(project, project.steps(limit, before, wanted), eyes)


def lines_of(project: Project, steps: Sequence[Step], eyes: CoderId | None = None) -> list[Line]:
    """Return these steps as lines; see `lines`."""
    names = Names(project)
    names.read(steps)
    own = frozenset(layer.id for layer in project.layers.of_coder(eyes)) if eyes is not None else frozenset()
    return [
        _veiled(step, names) if eyes is not None and _is_others(project, step, eyes, own) else _line(step, names)
        for step in steps
    ]


def is_hidden(project: Project, step: Step, eyes: CoderId | None) -> bool:
    """Whether a step is not shown to a coder who is not to see what others coded; None: to whoever may."""
    if eyes is None:
        return False
    own = frozenset(layer.id for layer in project.layers.of_coder(eyes))
    return _is_others(project, step, eyes, own)


def _is_others(project: Project, step: Step, eyes: CoderId, own: frozenset[LayerId]) -> bool:
    """Whether a step says of a passage what a coder without eyes for others is not to see."""
    verb = step.verb
    if isinstance(verb, Revert):
        reverted = project.journal.get(verb.step)
        return reverted is None or (reverted.number < step.number and _is_others(project, reverted, eyes, own))
    if isinstance(verb, Told):
        return step.person != eyes
    if isinstance(verb, AboutRemarks):
        return verb.coder != eyes and step.person != eyes
    if isinstance(verb, AboutMemo):
        return verb.author != eyes and step.person != eyes
    if isinstance(verb, AboutSearches):
        return verb.coder not in (None, eyes)
    if verb.is_coding:
        return not own.issuperset(verb.ids(LayerId))
    return bool(verb.passages) or project.actors.was_proposed_besides(verb.ids(ActorId), eyes)


def _veiled(step: Step, names: Names) -> Line:
    who = names.of(CoderId, step.person) if step.person else NOBODY
    return Line(VEILED, "", "", who, step.time, number=step.number, is_veiled=True)


def _line(step: Step, names: Names) -> Line:
    what = sentence(names.project, step.verb, names)
    return Line(
        what=what if step.kind == "do" else f"{step.kind.capitalize()}: {what}",
        passage=names.passage(step.verb),
        where=names.where(step.verb),
        who=names.of(CoderId, step.person) if step.person else NOBODY,
        time=step.time,
        undone=step.state == "undone",
        number=step.number,
        reverted=step.was_taken_back and step.state == "dropped",
    )


def people(project: Project) -> list[tuple[str, str]]:
    """Return the ids and names of all who did a step, by name; nobody in particular comes last."""
    names = Names(project)
    found = project.who_did_steps()
    named = sorted(((id, names.of(CoderId, id)) for id in found if id), key=lambda one: one[1].casefold())
    return [*named, *(("", NOBODY) for id in found if not id)]


def place_of(project: Project, number: int) -> tuple[DocumentId, SpanId | None] | None:
    """Return the document in which a step was done, and its first span that is there; None for no place in a text.

    Where the spans are gone, the document alone.
    """
    step = project.journal.get(number)
    if step is None:
        return None
    there = project.spans.get_many(step.verb.passages[:_SOME])
    if there:
        return there[0].document, there[0].id
    found = project.documents.which_exist(step.verb.ids(DocumentId)[:_SOME])
    named = next(((DocumentId(id), None) for id in step.verb.ids(DocumentId) if id in found), None)
    return named or _place_of_rows(project, step)


def _place_of_rows(project: Project, step: Step) -> tuple[DocumentId, SpanId | None] | None:
    """Return the first place among the rows that a step changed: not all verbs name one, and no older sentence does."""
    changes, _ = project.journal.rows_of(step, _SOME)
    spans = [SpanId(one.row) for one in changes if one.table == Table.SPANS]
    if there := project.spans.get_many(spans):
        return there[0].document, there[0].id
    documents = [json.loads(one.after or one.before or "{}").get("document") or one.row for one in changes]
    found = project.documents.which_exist(documents)
    return next(((DocumentId(id), None) for id in documents if id in found), None)


def undo(project: Project) -> Changes | None:
    """Take back the person's latest step; raises `UndoBlocked`, which says what the step did. See `Journal.undo`."""
    return _named(project, project.undo, project.journal.next_undo)


def redo(project: Project) -> Changes | None:
    """Do the undone step again; as `undo`."""
    return _named(project, project.redo, project.journal.next_redo)


def _named(project: Project, step: Callable[[], Changes | None], which: Callable[[], Step | None]) -> Changes | None:
    try:
        return step()
    except UndoBlocked as error:
        if (blocked := which()) is None:
            raise
        raise UndoBlocked(error.problem, f"“{sentence(project, blocked.verb)}”") from error


class _HistoryPlaces(Mapping[str, str]):
    """The facts of a verb as they stand in its sentence: what has a name by its name, the rest counted."""

    def __init__(self, verb: Verb, names: Names) -> None:
        self._verb, self._names = verb, names

    def __getitem__(self, place: str) -> str:
        fact = getattr(self._verb, place)
        if place == "step":
            return self._names.step(fact)
        kind = self._verb.kind_of(place)
        if not isinstance(fact, tuple):
            return self._said(kind, fact)
        if kind in (DocumentId, SpanId, StepNumber, RemarkId, MemoId, str):
            return f"{len(fact):,}"
        some = [self._said(kind, one) for one in fact[:_MOST_NAMES]]
        return ", ".join(some) + (f" and {len(fact) - _MOST_NAMES:,} more" if len(fact) > _MOST_NAMES else "")

    def _said(self, kind: Kind, fact: Any) -> str:
        if kind is LabelId:
            return self._names.label(fact)
        if kind in (AttributeId, RoleId):
            # A step from elsewhere may name none.
            return self._names.part(next(iter(self._verb.ids(LabelId)), ""), kind, fact)
        if kind in _ROWS:
            return self._names.of(kind, fact)
        if kind is PolicyName:
            return _policy(fact)
        if kind is Rule:
            return RULES[fact].decided
        if kind is int:
            return f"{fact:,}"
        return said(str(fact)) if kind is str else str(fact)

    def __iter__(self) -> Iterator[str]:
        return iter(type(self._verb).model_fields)

    def __len__(self) -> int:
        return len(type(self._verb).model_fields)


def _policy(name: str) -> str:
    """Return what a policy does as the middle of a sentence; its title is ours and no name."""
    title = next((policy.title for policy in POLICIES if policy.name == name), "by a policy")
    return f"{title[:1].lower()}{title[1:]}"


def said(name: str, longest: int = _LONGEST_NAME) -> str:
    """Return a name as it can stand in a sentence: on one line, not too long, and keeping its direction to itself."""
    return isolated(_shortened(_UNSEEN.sub("", " ".join(name.split())), longest))


def _shortened(text: str, longest: int) -> str:
    """Cut a text after a word, or where its words are long, as they are in Chinese, within one."""
    if len(text) <= longest:
        return text
    head = text[:longest]
    at = head.rfind(" ")
    return f"{head[:at] if at > longest // 2 else head}…"
