"""Label Studio's exports read: each annotator a layer, predictions as suggestions, one text a document.

What was skipped by its annotator or rejected by its reviewer is no coding; it is counted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from annotator.formats.details import read_own, said_in_slot
from annotator.formats.flat_layers import OwnSlots, own_actor, read_layer, relation_actor
from annotator.formats.format import ReadOptions
from annotator.formats.json_files import Record, is_text, records_in, source_at, whole, words
from annotator.formats.label_studio.configuration import StudioConfiguration, beside
from annotator.formats.label_studio.results import Region, RegionPlace, TaskFindings, claim_of, found_in
from annotator.formats.label_studio.tasks import ABOUT, AnswerBy, StudioTask, TaskAnswer, controls_of_table, tasks_of
from annotator.formats.label_studio.texts import (
    TextFields,
    html_text,
    is_of_html,
    speakers_of,
    turns_of,
)
from annotator.formats.losses import Loss
from annotator.formats.making import BundleMaker, DocumentMaker
from annotator.formats.placing import PlaceClaim
from annotator.model.bundle import Bundle
from annotator.model.codebook import Scope
from annotator.model.coder import LayerKind
from annotator.model.errors import BadFile
from annotator.model.ids import LabelId, LayerId, SpanId
from annotator.readers.table import TITLE_COLUMNS, table_rows

ORIGIN = "label-studio"
MEDIA = Loss(
    "1 region of a picture, of sound or of video is left out",
    "{n} regions of pictures, of sound or of video are left out",
)
OTHERS = Loss(
    "1 result of a kind that has no place here is left out", "{n} results of kinds without a place here are left out"
)
BARE = Loss("1 region without a label is left out", "{n} regions without a label are left out")
SKIPPED = Loss(
    "1 annotation was skipped by its annotator and is no coding",
    "{n} annotations were skipped by their annotators and are no codings",
)
REJECTED = Loss(
    "1 annotation was rejected in review and is no coding", "{n} annotations were rejected in review and are no codings"
)
REVIEW = Loss("1 review is left out", "{n} reviews are left out")
TRUTH = Loss(
    "1 annotation is marked as ground truth, which is left out; it stands in its annotator’s layer",
    "{n} annotations are marked as ground truth, which is left out; they stand in their annotators’ layers",
)
DRAFT = Loss(
    "1 draft is left out, since its annotator has submitted an annotation of the task",
    "{n} drafts are left out, since their annotators have submitted annotations of the tasks",
)
LOOSE = Loss(
    "1 relation is left out, since a region that it joins is not there",
    "{n} relations are left out, since regions that they join are not there",
)
TWICE = Loss(
    "1 task has the text of an earlier one; what was said of both stands in one document",
    "{n} tasks have the texts of earlier ones; what was said of these stands in one document each",
)
AGAIN = Loss(
    "1 label that the same annotator gave a whole text twice stands there once",
    "{n} labels that the same annotators gave whole texts twice stand there once",
)
TEXTLESS = Loss("1 task without a text is left out", "{n} tasks without a text are left out")
INCLUSIVE = "The ends of regions count the last character in this file, and were converted."
_NAMELESS_RELATION = "relation"


def read(path: Path, options: ReadOptions) -> Bundle:
    """Read an export; raises `BadFile` where it holds no text."""
    source, shown_as = source_at(path, options), beside(path)
    decoded = source.decoded()
    if decoded.text.lstrip()[:1] in ("[", "{"):
        records, notices = records_in(source)
        controls, said = frozenset[str](), tuple[str, ...]()
    else:
        records, of_rows = table_rows(source, decoded.text)
        notices = (*decoded.notices, *of_rows)
        controls, said = controls_of_table(records, shown_as.controls)
    reading = _StudioReading(path, tasks_of(records, controls), shown_as, said)
    for task in reading.tasks:
        reading.take(task)
    return reading.bundle(notices)


@dataclass(frozen=True, slots=True)
class _TaskText:
    """A text of a task. `raw`: as offsets count it; `turns`: where the turns of a conversation begin in it."""

    raw: str
    turns: tuple[int, ...] = ()


class _StudioReading:
    def __init__(
        self, path: Path, tasks: list[StudioTask], shown_as: StudioConfiguration, said: tuple[str, ...]
    ) -> None:
        self.path, self.tasks, self._shown_as, self._said = path, tasks, shown_as, said
        self.maker = BundleMaker(path.stem or ORIGIN, ORIGIN)
        self.fields = TextFields(tasks, self._shown_as.fields)
        self.shown: dict[str, str] = {}
        self._scopes: dict[LabelId, set[bool]] = {}
        self._whole: set[tuple[str, LayerId, LabelId]] = set()
        self._found: dict[int, TaskFindings] = {}
        self._texts: set[str] = set()
        self.slots = OwnSlots(self.maker)

    def bundle(self, notices: tuple[str, ...]) -> Bundle:
        """Return what was read."""
        if not self._texts:
            raise BadFile(
                self.path.name,
                "it is an export of Label Studio whose tasks have no texts",
                "only texts can be coded here, no pictures, sound or video: export a project of texts as JSON",
            )
        for label, scopes in self._scopes.items():
            if scopes == {False}:
                self.maker.codes.describe(label, scope=Scope.DOCUMENT)
        self.slots.fill()
        extra = (*self._said, *((INCLUSIVE,) if self._is_inclusive else ()))
        return self.maker.bundle(self.shown, notices=extra, lost=notices)

    def found(self, said: TaskAnswer) -> TaskFindings:
        """Return what an annotation says, found out once."""
        if id(said) not in self._found:
            self._found[id(said)] = found_in(said.results)
        return self._found[id(said)]

    def take(self, task: StudioTask) -> None:
        """Take a task with all that was said of it: a document for each text that it has."""
        is_ours = bool(task.own) and isinstance(task.data.get("text"), str)
        main, name = "text" if is_ours else self.fields.main(task), f"task {task.id or task.number}"
        if not main:
            self.maker.losses.add(TEXTLESS, name)
            for said in task.said:
                self._count_media(said, name)
            return
        documents: dict[str, tuple[DocumentMaker, _TaskText]] = {main: self._document(task, main)}
        submitted = {said.who for said in task.said if said.by is AnswerBy.PERSON and not said.is_skipped}
        for said in task.said:
            self._count_media(said, name)
            if said.by is AnswerBy.DRAFT and said.who in submitted:
                self.maker.losses.add(DRAFT, f"of {name}")
                continue
            self._take_said(task, said, documents, name)

    def _count_media(self, said: TaskAnswer, name: str) -> None:
        found = self.found(said)
        for _ in found.media:
            self.maker.losses.add(MEDIA, f"of {name}")
        for one in found.others:
            self.maker.losses.add(OTHERS, f"a {words(one.get('type')) or 'result'} of {name}")
        for _ in range(said.reviews):
            self.maker.losses.add(REVIEW, f"of {name}")

    def _document(self, task: StudioTask, field: str) -> tuple[DocumentMaker, _TaskText]:
        results = [
            one
            for said in task.said
            for one in said.results
            if self.fields.of(words(one.get("to_name")), task) == field
        ]
        text = _text(task.data[field], results)
        own = task.own
        title = words(own["title"]) if "title" in own else _title(task, field)
        metadata = {name: value for name, value in task.data.items() if name != field}
        if own:
            kept = own.get("metadata")
            metadata |= kept if isinstance(kept, dict) else {}
        elif task.id:
            metadata["task"] = whole(task.id) or task.id
        document = self.maker.document(
            title, text.raw, key=words(own.get("document")) or task.id, metadata=metadata, source=self.path.name
        )
        if document.document.text_sha256 in self._texts and field == self.fields.main(task):
            self.maker.losses.add(TWICE, f"task {task.id or task.number}")
        self._texts.add(document.document.text_sha256)
        return document, text

    def _take_said(
        self, task: StudioTask, said: TaskAnswer, documents: dict[str, tuple[DocumentMaker, _TaskText]], name: str
    ) -> None:
        found, losses = self.found(said), self.maker.losses
        if said.by is AnswerBy.MODEL and not found.regions:
            return
        layer = self._layer(said)
        home = next(iter(documents.values()))[0]
        if said.is_skipped or said.is_rejected:
            losses.add(SKIPPED if said.is_skipped else REJECTED, f"of {name}")
            home.assign(layer)
            return
        if said.is_truth and said.who is not None and not said.own:
            losses.add(TRUTH, f"of {name}")
        spans: dict[str, list[tuple[SpanId, LabelId]]] = {}
        for region in found.regions:
            field = self.fields.of(region.to_name, task) or next(iter(documents))
            if field not in documents:
                documents[field] = self._document(task, field)
            document, text = documents[field]
            if not region.labels:
                losses.add(BARE, f"of {name}")
                continue
            spans.setdefault(region.id, []).extend(self._take_region(region, document, text, layer))
        for document, _ in documents.values():
            if "done" in said.own:
                document.assign(layer, done=said.own["done"] is True)
            elif not said.own and said.by is not AnswerBy.MODEL:
                document.assign(layer, done=said.by is AnswerBy.PERSON)
            if said.by is not AnswerBy.MODEL and all(
                one.get("id") or one.get("type") == "relation" for one in said.results
            ):
                document.holds(layer)
        self._take_relations(found, spans, home, name)

    def _layer(self, said: TaskAnswer) -> LayerId:
        maker = self.maker
        if said.own and (own := read_layer(maker, said.own)) is not None:
            return own
        if said.by is AnswerBy.MODEL:
            return maker.other_layer(LayerKind.SUGGESTIONS, said.who[1] if said.who else "Predictions")
        if said.who is None:
            return maker.other_layer(LayerKind.GOLD, "Gold") if said.is_truth else maker.unsaid_layer()
        return maker.layer_of(*said.who)

    def _take_region(
        self,
        region: Region,
        document: DocumentMaker,
        text: _TaskText,
        layer: LayerId,
    ) -> list[tuple[SpanId, LabelId]]:
        claim = None if region.place is None else self._claim(region, text)
        made = []
        # A label that was given a text twice is chosen once there, and stands twice under our key.
        each = [
            (path, record)
            for path in region.labels
            for record in [one for one in region.own if one.get("label") in (None, path[-1])] or [{}]
        ]
        for number, (path, record) in enumerate(each):
            label = self._label(path, claim is not None)
            own = read_own(record)
            key = (document.document.text_sha256, layer, label)
            if claim is None and not record and not region.attributes and not region.note:
                if key in self._whole:
                    self.maker.losses.add(AGAIN, f"{path[-1]} of “{document.document.title}”")
                    continue
                self._whole.add(key)
            native = own.attributes if claim is None and own.attributes else own.typed(region.attributes)
            id = words(record.get("id")) or (region.id and (f"{region.id} {number}" if number else region.id))
            span = document.span(
                id,
                layer,
                label,
                claim,
                {self.maker.codes.attribute(label, name, value): value for name, value in native.items()},
                own.note or region.note,
                own.doubt,
                own_actor(self.maker, own),
            )
            made.append((span, label))
            self.slots.add(document, span, label, own, id)
        return made

    def _label(self, path: tuple[str, ...], has_place: bool) -> LabelId:
        codes, parent = self.maker.codes, None
        for depth in range(1, len(path) + 1):
            key = " > ".join(path[:depth])
            label = codes.label(key)
            if depth > 1:
                self.shown[key] = path[depth - 1]
            elif (known := self._shown_as.label_called(key)) is not None:
                self.shown[key] = known.name
                codes.describe(label, colour=known.colour, definition=known.definition, key=known.key)
            codes.describe(label, **({"parent": parent} if parent else {}))
            self._scopes.setdefault(label, set())
            parent = label
        # Parents are of what their labels are of.
        for depth in range(1, len(path) + 1):
            self._scopes[codes.label(" > ".join(path[:depth]))].add(has_place)
        return label

    def _claim(self, region: Region, text: _TaskText) -> PlaceClaim:
        places = [place for place in (region.place, *region.pieces) if place is not None]
        if text.turns:
            places = [_in_turn(place, text) for place in places]
        claim = claim_of(places, add=int(self._is_inclusive))
        if claim.ranges == ((-1, -1),) and is_text(claim.quote) and text.raw.count(claim.quote) == 1:
            at = text.raw.index(claim.quote)
            return PlaceClaim(((at, at + len(claim.quote)),), claim.quote)
        return claim

    @cached_property
    def _is_inclusive(self) -> bool:
        """Whether all regions end one before their quotes do, as some old exports have it."""
        places = [
            place
            for task in self.tasks
            for said in task.said
            for region in self.found(said).regions
            if (place := region.place) is not None
            and place.quote
            and place.start is not None
            and place.stop is not None
        ]
        lacks = {len(place.quote or "") - ((place.stop or 0) - (place.start or 0)) for place in places}
        return lacks == {1}

    def _take_relations(
        self, found: TaskFindings, spans: Mapping[str, list[tuple[SpanId, LabelId]]], document: DocumentMaker, name: str
    ) -> None:
        for relation in found.relations:
            acts, parties = spans.get(relation.source), spans.get(relation.target)
            if not acts or not parties:
                self.maker.losses.add(LOOSE, f"of {name}")
                continue
            (act, label), (party, _) = acts[0], parties[0]
            for name_of_role in relation.labels or (_NAMELESS_RELATION,):
                role = self.maker.codes.role(label, name_of_role)
                said_there = said_in_slot(self.maker, label, role, relation.own)
                actor = relation_actor(self.maker, relation.own)
                document.link(words(relation.own.get("id")), act, role, party, actor, attributes=said_there)


def _text(value: object, results: Iterable[Record]) -> _TaskText:
    if not isinstance(value, str):
        raw, turns = "", list[int]()
        for speaker, turn in zip(speakers_of(value), turns_of(value), strict=True):
            raw += f"{speaker}: " if speaker else ""
            turns.append(len(raw))
            raw += turn + "\n"
        return _TaskText(raw, tuple(turns))
    return _TaskText(html_text(value) if is_of_html(results) else value)


def _in_turn(place: RegionPlace, text: _TaskText) -> RegionPlace:
    first, last = place.first_turn, place.last_turn if place.last_turn is not None else place.first_turn
    if first is None or last is None or not (0 <= first < len(text.turns) and 0 <= last < len(text.turns)):
        return RegionPlace(None, None, place.quote)
    start, stop = place.start, place.stop
    is_known = start is not None and stop is not None
    return RegionPlace(
        text.turns[first] + (start or 0) if is_known else None,
        text.turns[last] + (stop or 0) if is_known else None,
        place.quote if first == last else None,
    )


def _title(task: StudioTask, field: str) -> str:
    for name in (*TITLE_COLUMNS, *ABOUT):
        found = next((value for key, value in task.data.items() if key.casefold() == name and key != field), None)
        if name in TITLE_COLUMNS and words(found).strip():
            return words(found).strip()[:200]
    return f"Task {task.id or task.number}"
