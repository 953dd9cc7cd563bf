"""The sources of a REFI-QDA project as documents, with what is coded in them."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from pydantic import ValidationError

from annotator.formats.details import is_value
from annotator.formats.losses import Loss
from annotator.formats.making import BundleMaker, DocumentMaker
from annotator.formats.placing import PlaceClaim
from annotator.formats.refi.codes import RefiCodes
from annotator.formats.refi.container import RefiContainer
from annotator.formats.refi.links import RefiLinks
from annotator.formats.refi.markup import instructed
from annotator.formats.refi.notes import RefiNote, RefiNotes
from annotator.formats.refi.pdf import region_claim
from annotator.formats.refi.people import RefiPeople
from annotator.formats.refi.places import RefiTextPlaces, is_said, title_of
from annotator.formats.refi.said import SpanSaid, said_in
from annotator.formats.refi.transcripts import transcript_claim
from annotator.formats.refi.variables import RefiVariables
from annotator.formats.refi.xml import Element, child, children, guid, local, said
from annotator.model.document import KeptFile
from annotator.model.errors import BadFile
from annotator.model.ids import ActorId, DocumentId, LabelId, LayerId, SpanId
from annotator.model.span import AttributeValue
from annotator.readers import docx, pdf
from annotator.readers.source import SourceFile

NO_TEXT = Loss(
    "1 source is left out, since the file does not hold its text",
    "{n} sources are left out, since the file does not hold their texts",
)
NO_MEDIA = Loss(
    "1 picture, recording or video is left out, with what is coded in it",
    "{n} pictures, recordings and videos are left out, with what is coded in them",
)
LOST_WITH_SOURCE = Loss("1 coding is left out with its source", "{n} codings are left out with their sources")
REGION = Loss(
    "1 coding of a region of a page is left out, since it has no words",
    "{n} codings of regions of pages are left out, since they have no words",
)
DANGLING = Loss(
    "1 coding is left out, since its code is not in the codebook",
    "{n} codings are left out, since their codes are not in the codebook",
)
REGION_OF_CASE = Loss(
    "1 passage of a case is left out, since it has no words",
    "{n} passages of cases are left out, since they have no words",
)
UNCODED = Loss("1 selection without a code is left out", "{n} selections without a code are left out")
STYLED = Loss(
    "1 document is taken as plain text, without the looks of its Word file",
    "{n} documents are taken as plain texts, without the looks of their Word files",
)
SAME_TEXT = Loss(
    "1 source has the text of another and became one document with it",
    "{n} sources have the texts of others and became one document with them",
)
OTHER_TEXT = Loss(
    "The text of 1 source was taken from its Word or PDF file, since the plain text is missing",
    "The texts of {n} sources were taken from their Word or PDF files, since the plain texts are missing",
)
UNCHECKED = Loss(
    "1 passage is in doubt, since its place counts in a text that the file lacks",
    "{n} passages are in doubt, since their places count in texts that the file lacks",
)

_TEXTS = ("TextSource", "PDFSource", "PictureSource", "AudioSource", "VideoSource")
_SELECTIONS = ("PlainTextSelection", "TranscriptSelection", "PDFSelection")
_CASES = "Cases"
"""The heading of the labels that cases of passages became."""
_KEPT = (".pdf",)
"""What is kept of sources beside their text: what has pages to be shown."""
_OURS = (".pdf", ".docx")


@dataclass(frozen=True, slots=True)
class RefiText:
    """A text of a source. `holder`: the element with its selections; `is_other`: whether positions count in another."""

    holder: Element
    raw: str
    pages: tuple[int, ...] = ()
    is_other: bool = False


@dataclass(slots=True)
class RefiDocuments:
    """`by_guid`: documents by the GUIDs of their sources; `sources`: bytes of files that are kept, by their hash.

    `memos`: notes at documents; `timed`: codings that say when they were made.
    """

    container: RefiContainer
    maker: BundleMaker
    codes: RefiCodes
    people: RefiPeople
    notes: RefiNotes
    is_ours: bool
    by_guid: dict[str, DocumentId] = field(default_factory=dict)
    sources: dict[str, bytes] = field(default_factory=dict)
    memos: list[tuple[DocumentId, RefiNote]] = field(default_factory=list)
    timed: int = 0
    _titles: Counter[str] = field(default_factory=Counter)
    _seen: set[str] = field(default_factory=set)
    _ids: set[str] = field(default_factory=set)

    def read(self, variables: RefiVariables) -> None:
        """Read all sources, then the links between what is coded in them."""
        links = RefiLinks(self.container.root, self.maker, self.notes, self.is_ours)
        for source in children(child(self.container.root, "Sources"), *_TEXTS):
            texts = list(self._texts(source))
            for text in texts:
                self._document(source, text, variables, links)
            if not texts or local(source) not in ("TextSource", "PDFSource"):
                self._count_lost(source, has_text=bool(texts))
        for name in variables.cases_left():
            self.maker.losses.add(REGION_OF_CASE, f"“{name}”")
        links.finish()

    def _texts(self, source: Element) -> Iterator[RefiText]:
        """Yield the texts of a source: its own, that of a PDF, those of transcripts, what describes a picture."""
        kind = local(source)
        if kind == "TextSource":
            holders = [source]
        elif kind == "PDFSource":
            holders = [*children(source, "Representation")] or [source]
        else:
            holders = [*children(source, "Transcript", "TextDescription")]
        for holder in holders:
            text = self._text(source, holder)
            if text is not None:
                yield text

    def _text(self, source: Element, holder: Element) -> RefiText | None:
        inline = child(holder, "PlainTextContent")
        if inline is not None and (inline.text or holder.get("plainTextPath") is None):
            return RefiText(holder, "".join(map(str, inline.itertext())))
        raw = self.container.text(holder.get("plainTextPath", ""))
        if raw is not None and (raw.strip("\ufeff \r\n\t") or not self._has_other(source)):
            return RefiText(holder, raw)
        for path in (holder.get("richTextPath"), source.get("path"), source.get("currentPath")):
            body = self.container.body(path) if path else None
            if body is not None and (found := self._from_file(source, holder, path or "", body)):
                return found
        return RefiText(holder, raw) if raw is not None else None

    def _has_other(self, source: Element) -> bool:
        """Whether what is missing of a text may be in another file of its source."""
        return not self.is_ours and bool(source.get("richTextPath") or local(source) == "PDFSource")

    def _from_file(self, source: Element, holder: Element, path: str, body: bytes) -> RefiText | None:
        file = SourceFile(path.rpartition("/")[2], body)
        try:
            draft = (pdf.read(file) if pdf.sniff(body) else docx.read(file) if docx.sniff(body) else [None])[0]
        except BadFile as error:
            self.container.notices[str(error)] = None
            return None
        if draft is None:
            return None
        self.maker.losses.add(OTHER_TEXT, f"“{_name(source)}”")
        return RefiText(holder, draft.text, draft.pages, is_other=True)

    def _document(self, source: Element, text: RefiText, variables: RefiVariables, links: RefiLinks) -> None:
        title = self._title(source, text.holder)
        is_one = local(source) in ("TextSource", "PDFSource")
        key = (guid(source) if is_one else guid(text.holder)) or guid(text.holder)
        metadata = variables.metadata(source, title)
        kept = self._kept(source)
        file = str(instructed(source).get("source", "")) if self.is_ours else _name(source)
        document = self.maker.document(
            title, text.raw, key=key, metadata=metadata, source=file, pages=text.pages, source_file=kept,
            words_tell=not self.is_ours,
        )  # fmt: skip
        id = document.document.id
        if not self.is_ours and local(source) == "TextSource" and source.get("richTextPath") and not text.is_other:
            self.maker.losses.add(STYLED, f"“{title}”")
        if id in self._seen:
            self.maker.losses.add(SAME_TEXT, f"“{title}”")
        self._seen.add(id)
        self.by_guid |= {guid(element): id for element in (source, text.holder)}
        holders = [source] if source is text.holder else [text.holder, source]
        for holder in holders:
            self.memos += [(id, note) for note in self.notes.at(holder)]
        if self.is_ours:
            self._take_states(source, document)
        # Further pieces of a span stand with its first one.
        coded = set(links.next.values())
        places = RefiTextPlaces.of(text.raw)
        for holder in holders:
            self._codings(holder, holder, document, None, (), links)
            by_guid = {guid(one): one for one in children(holder, *_SELECTIONS)}
            for selection in children(holder, *_SELECTIONS):
                if guid(selection) and guid(selection) in coded:
                    continue  # a region of a page that is there as a passage as well
                coded.add(guid(selection))
                claim = _whole_claim(holder, selection, places, by_guid, links)
                is_of_case = self._take_cases(holder, selection, document, claim, variables)
                self._selection(holder, selection, document, text, claim, links, is_of_case)

    def _take_cases(
        self,
        holder: Element,
        selection: Element,
        document: DocumentMaker,
        claim: PlaceClaim | None,
        variables: RefiVariables,
    ) -> bool:
        """Label a passage with the cases that it belongs to, and tell whether there are any."""
        cases = variables.of_selection(guid(selection)) if guid(selection) else []
        codes = self.maker.codes
        for id, name, values in cases:
            if claim is None:
                self.maker.losses.add(REGION_OF_CASE, f"“{name}” in “{document.document.title}”")
                continue
            label = codes.label(f"case {id or name}")
            above = codes.label(_CASES)
            codes.describe(above, name=_CASES, heading=True)
            codes.describe(label, name=name, parent=above)
            said = {codes.attribute(label, each, value): value for each, value in values.items() if is_value(value)}
            layer = self.people.layer(guid(selection, "creatingUser"), guid(holder, "creatingUser"))
            own = f"case {id} {guid(selection)}"
            document.span(own, layer, label, claim, {str(each): value for each, value in said.items()})
        return bool(cases)

    def _take_states(self, source: Element, document: DocumentMaker) -> None:
        """Take what this program wrote of a document: that it has all of each coder's layer, and how far that is."""
        layers = set(self.people.ours())
        for layer in sorted(layers):
            document.holds(layer)
        for one in instructed(source).get("assigned") or []:
            named = LayerId(str(one.get("layer"))) if isinstance(one, dict) else LayerId("")
            layer = named if named in layers else self.people.layer_called(named)
            if layer:
                more = {name: one[name] for name in ("given", "first", "due") if name in one}
                with suppress(ValidationError):  # of a file that somebody has changed since
                    document.assign(layer, one.get("done") is True, **more)

    def _selection(
        self,
        holder: Element,
        selection: Element,
        document: DocumentMaker,
        text: RefiText,
        claim: PlaceClaim | None,
        links: RefiLinks,
        is_of_case: bool,
    ) -> None:
        title = f"“{document.document.title}”"
        codings = [*children(selection, "Coding")] or [one for one in [selection] if child(one, "CodeRef") is not None]
        if claim is None:
            for _ in codings or [selection][is_of_case:]:
                self.maker.losses.add(REGION if codings else UNCODED, f"in {title}")
            return
        notes = self._words(selection, claim)
        if not codings:
            links.passage(guid(selection), document, claim)
            if notes and not links.has(guid(selection)):
                at = f"{title_of(selection.get('name', ''), None) or (claim.quote or '')}"[:80]
                note = RefiNote(guid(selection), at, "\n".join(notes), guid(selection, "creatingUser"), "", "")
                self.memos.append((document.document.id, note.at_no_time()))
            elif not links.has(guid(selection)) and not is_of_case:
                self.maker.losses.add(UNCODED, f"in {title}")
            return
        self._codings(selection, holder, document, claim, notes, links, in_doubt=text.is_other and not claim.quote)

    def _codings(
        self,
        at: Element,
        holder: Element,
        document: DocumentMaker,
        claim: PlaceClaim | None,
        notes: Sequence[str],
        links: RefiLinks,
        in_doubt: bool = False,
    ) -> None:
        """Take the codings of a selection, or of a whole source; `notes` go to the first one of each coder."""
        told: set[LayerId] = set()
        place = f"in “{document.document.title}”"
        for coding, ref in _coded(at):
            label = self.codes.labels.get(guid(ref, "targetGUID"))
            if label is None:
                self.maker.losses.add(DANGLING, place)
                continue
            users = (guid(coding, "creatingUser"), guid(at, "creatingUser"), guid(at, "modifyingUser"))
            layer = self.people.layer(*users, guid(holder, "creatingUser"))
            own = said_in(self.notes.at(coding) if coding is not at else [], self.is_ours)
            words = [*([] if layer in told else notes), *filter(None, (said(coding, "Description"), own.note))]
            told.add(layer)
            self.timed += coding.get("creationDateTime") is not None and not self.is_ours
            if in_doubt:
                self.maker.losses.add(UNCHECKED, place)
            mentioned = links.actors.mentioned
            actor = mentioned.get(guid(at)) or mentioned.get(guid(coding))
            id = self._span(coding, layer, document, label, claim, own, words, in_doubt, actor)
            links.coding(guid(at), guid(coding), layer, document, id, label, own.slots)

    def _span(
        self,
        coding: Element,
        layer: LayerId,
        document: DocumentMaker,
        label: LabelId,
        claim: PlaceClaim | None,
        own: SpanSaid,
        words: list[str],
        in_doubt: bool,
        actor: ActorId | None,
    ) -> SpanId:
        codes = self.maker.codes
        attributes: dict[str, AttributeValue] = {
            codes.attribute(label, name, value): value for name, value in own.attributes.items()
        }
        id = guid(coding) if local(coding) == "Coding" else ""
        if id in self._ids:
            id = ""  # a GUID that is given twice is no identity
        self._ids.add(id)
        note = words[0] if len(words) == 1 else "\n".join(dict.fromkeys(words))
        return document.span(id, layer, label, claim, attributes, note, own.doubt or in_doubt, actor)

    def _words(self, selection: Element, claim: PlaceClaim) -> list[str]:
        """Return what is noted at a selection: its title, its description, its notes."""
        title = "" if self.is_ours else title_of(selection.get("name", ""), claim)
        words = said(selection, "Description")
        found = [title, "" if is_said(words, claim.quote) else words]
        found += [note.words for note in self.notes.at(selection)]
        return list(dict.fromkeys(filter(None, found)))

    def _kept(self, source: Element) -> KeptFile | None:
        for path in (source.get("path"), source.get("richTextPath")):
            if path and path.lower().endswith(_OURS if self.is_ours else _KEPT) and (body := self.container.body(path)):
                sha256 = hashlib.sha256(body).hexdigest()
                self.sources[sha256] = body
                name = _name(source) or path.rpartition("/")[2]
                name = name if name.lower().endswith(_OURS) else f"{name}.pdf"
                return KeptFile(sha256, str(instructed(source).get("file", name)), len(body))
        return None

    def _title(self, source: Element, holder: Element) -> str:
        if self.is_ours:
            return source.get("name", "")
        name = _name(source)
        if local(source) in ("AudioSource", "VideoSource", "PictureSource"):
            name = _name(holder) or name
        name = name or "Untitled"
        self._titles[name] += 1
        return name if self._titles[name] == 1 else f"{name} ({self._titles[name]})"

    def _count_lost(self, source: Element, has_text: bool) -> None:
        """Count a source without a text, or what of one with pictures or sound is coded beside its text."""
        place, losses = f"“{_name(source)}”", self.maker.losses
        if local(source) in ("TextSource", "PDFSource"):
            losses.add(NO_TEXT, place)
        else:
            losses.add(NO_MEDIA, place)
        own = [one for one in source.iter("{*}Coding") if not has_text or not _is_within_text(one, source)]
        for _ in own:
            losses.add(LOST_WITH_SOURCE, f"of {place}")


def _coded(at: Element) -> Iterator[tuple[Element, Element]]:
    """Yield codings directly at an element with what they name; a code that is named without a coding counts too."""
    for coding in children(at, "Coding"):
        for ref in children(coding, "CodeRef"):
            yield coding, ref
    for ref in children(at, "CodeRef"):
        yield at, ref


def _whole_claim(
    holder: Element, selection: Element, places: RefiTextPlaces, others: dict[str, Element], links: RefiLinks
) -> PlaceClaim | None:
    """Return the claim of a selection with all pieces that continue it."""
    claim, at = _claim(holder, selection, places), guid(selection)
    while claim is not None and (at := links.next.get(at, "")) in others:
        further = _claim(holder, others[at], places)
        if further is None:
            break
        claim = PlaceClaim((*claim.ranges, *further.ranges))
    return claim


def _claim(holder: Element, selection: Element, places: RefiTextPlaces) -> PlaceClaim | None:
    if local(selection) == "PDFSelection":
        return region_claim(selection, places.raw)
    if local(selection) == "TranscriptSelection":
        return transcript_claim(holder, selection, places)
    return places.claim(selection)


def _is_within_text(coding: Element, source: Element) -> bool:
    return any(local(above) in ("Transcript", "TextDescription") for above in coding.iterancestors())


def _name(element: Element) -> str:
    return " ".join(element.get("name", "").split())
