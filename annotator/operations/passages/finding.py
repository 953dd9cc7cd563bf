"""Passages that a search finds over all texts: codings, or where words stand, in the order of the documents.

A search is one line: `label:appeal to:China date>=2022 "peace talks"`. With a condition on codings it finds these, and
its words are looked for in them (`in:passage`), or in the sentence, paragraph or document around. Without one, words
find where they stand; and without words, all that is coded in the documents.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from annotator.acts.acts import Act, acts_of
from annotator.acts.dyads import date_of
from annotator.model.document import DocumentInfo
from annotator.model.errors import BadFilter, BadSearch
from annotator.model.field_values import is_like
from annotator.model.filter_words import FilterSign, Term, text_of
from annotator.model.folding import folded
from annotator.model.ids import DocumentId, LabelId, LayerId, SpanId
from annotator.model.searching.query import parsed
from annotator.model.searching.scanning import Scanner, Within
from annotator.model.searching.terms import apart
from annotator.model.span import Extent, Span
from annotator.model.wording import isolated, word_list
from annotator.operations.documents.filtering import matching
from annotator.operations.passages.coded import LookedAt, ReadInfos, SearchedCoding, SearchedText
from annotator.operations.passages.condition import Condition, is_yes
from annotator.operations.passages.conditions import KEYS, condition
from annotator.operations.passages.names import SearchNames
from annotator.operations.passages.saying import heading
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project
from annotator.store.search.span_query import LabelCounts, SpanQuery

PASSAGE = "passage"
"""`in:passage`: the words stand in what is coded."""
MOST_CONDITIONS = 100
_FEW = 20
"""The slots of so many codings of a document are read one by one; of more, all of it."""
AT_ONCE = 200
"""Codings that are looked at between two looks at whether to go on."""


@dataclass(frozen=True, slots=True)
class PassageLine:
    """A passage that was found: a coding, or where words stand, which has none.

    `start` and `stop`: from its first piece to its last, in code points, both 0 of a label on the whole document.
    """

    document: DocumentId
    start: int
    stop: int
    span: SpanId | None = None
    layer: LayerId | None = None
    label: LabelId | None = None


class PassageSearch:
    """A search that was understood, of one moment of a project."""

    def __init__(self, project: Project, text: str, of_codings: bool = False) -> None:
        """Raises `BadSearch` with one sentence where it cannot be understood, or asks for what is not shown.

        `of_codings`: words alone find the codings they stand in, and not where they stand.
        """
        self.text = text.strip()
        self._project, self._names = project, SearchNames(project)
        try:
            text.encode()
        except UnicodeEncodeError:
            raise BadSearch("The search has half of a surrogate pair, which no text has; type it anew.") from None
        terms, self.words = apart(text)
        if len(terms) > MOST_CONDITIONS:
            raise BadSearch(f"The search has {len(terms):,} conditions; it may have {MOST_CONDITIONS}. Leave some out.")
        asked = parsed(self.words)
        if self.words and asked is None:
            raise BadSearch(
                f"“{isolated(self.words[:40])}” has no letter and no digit, and so no word that could be found;"
                " other signs are found as a pattern, as in /§+/."
            )
        self._where, self._coded = PASSAGE, list[Term]()
        self.conditions: list[tuple[Term, Condition]] = []
        of_documents: list[Term] = []
        self._dates: list[Term] = []
        for term in terms:
            if not self._is_own(term):
                # A document's date is asked for, also where an attribute is called so.
                found = None if folded(term.key) == "date" else condition(term, self._names)
                if found is None:
                    (self._dates if folded(term.key) == "date" else of_documents).append(term)
                else:
                    self.conditions.append((term, found))
        self._of_documents = tuple(of_documents)
        is_of_words = not of_codings and all(folded(term.key) == "coder" for term, _ in self.conditions)
        self.finds_words = asked is not None and is_of_words
        self._asked = asked
        self.scanner = None if asked is None else Scanner(asked, self._within())
        if self._coded and not self.finds_words:
            raise BadSearch("“coded:” asks of words whether they are coded; write the words, and no other condition.")

    def _is_own(self, term: Term) -> bool:
        """Take a term that says how words are looked for."""
        key = folded(term.key)
        if key == "in" and not term.is_not:
            places = (PASSAGE, *Within)
            if folded(term.value) not in places:
                raise BadSearch(f"Words are looked for in:{word_list(map(str, places), 'or')}.")
            self._where = folded(term.value)
            return True
        if key == "coded" and term.comparison in (FilterSign.HAS, FilterSign.IS):
            self._coded.append(term)
            return True
        return False

    def _within(self) -> Within:
        return Within.DOCUMENT if self._where == PASSAGE else Within(self._where)

    def documents(self) -> dict[DocumentId, DocumentInfo]:
        """Return the documents that are looked through, in order."""
        everything = {info.id: info for info in self._project.documents.all()}
        if self._of_documents:
            within = self._within_filter() or ()
            everything = {id: everything[id] for id in within if id in everything}
        return {id: info for id, info in everything.items() if self._is_of_date(info)} if self._dates else everything

    def _is_of_date(self, info: DocumentInfo) -> bool:
        day = date_of(info.metadata)
        return all(is_like(day, term) is not term.is_not for term in self._dates)

    def _looked_at(self, only: frozenset[DocumentId] | None) -> LookedAt:
        found = self._within_filter()
        within = only if found is None else frozenset(found) if only is None else only.intersection(found)
        return LookedAt(ReadInfos(self._project), within, self._is_of_date)

    def _within_filter(self) -> Sequence[DocumentId] | None:
        """Return the documents that a filter leaves; None for all."""
        if not self._of_documents:
            return None
        try:
            return matching(self._project, text_of(self._of_documents))
        except BadFilter as error:
            raise BadSearch(str(error).replace("he filter", "he search")) from None

    @property
    def narrows_documents(self) -> bool:
        """Whether some documents may be left out."""
        return bool(self._of_documents or self._dates)

    @property
    def layers(self) -> tuple[LayerId, ...]:
        """Those whose codings are looked at."""
        if any(folded(term.key) == "coder" and not term.is_not for term, _ in self.conditions):
            return tuple(one.id for one in self._names.layers)
        return self._names.usual_layers

    def query(self, documents: frozenset[DocumentId] | None) -> tuple[SpanQuery, list[Condition]]:
        """Return what SQLite is asked, and the conditions that each coding is looked at for. `documents`: or all."""
        query = SpanQuery(self.layers, documents=documents)
        left = []
        for _, one in self.conditions:
            query = one.narrows(query) if one.narrows is not None else query
            if not (one.narrows is not None and one.is_all):
                left.append(one)
        if self._asked is not None:
            assert self.scanner is not None
            found = frozenset(id for id, _ in self._project.search_index.candidates(self._asked, with_texts=False))
            query = replace(query, documents=found if query.documents is None else query.documents & found)
            left.append(Condition(self._has_words(self.scanner), f"with {isolated(self.words)}"))
        return query, left

    def _has_words(self, scanner: Scanner) -> Callable[[SearchedCoding], bool]:
        @lru_cache(maxsize=1)
        def over(text: SearchedText) -> Callable[[Sequence[tuple[int, int]]], bool]:
            return scanner.over(text.text)

        def holds(coding: SearchedCoding) -> bool:
            span, text = coding.span, coding.document
            if not span.extents:
                return over(text)([(0, len(text.text))])
            if self._where == PASSAGE:
                return over(text)(span.extents)
            return over(text)([text.around(span.start, span.stop, Within(self._where))])

        return holds

    def lines(self, progress: Progress = silent, only: frozenset[DocumentId] | None = None) -> Iterator[PassageLine]:
        """Yield what is found, in the order of the documents and texts; the first ones at once. `only`: in these."""
        looked_at = self._looked_at(only)
        yield from self._hits(looked_at, progress) if self.finds_words else self._codings(looked_at, progress)

    def _hits(self, looked_at: LookedAt, progress: Progress) -> Iterator[PassageLine]:
        assert self._asked is not None and self.scanner is not None
        layers = frozenset(self.layers if self._coded else ())
        coded = [(term, self._are_coded(term)) for term in self._coded]
        total = self._project.documents.count()
        for number, (id, text) in enumerate(self._project.search_index.candidates(self._asked)):
            progress(number, total, "")
            if (info := looked_at.get(id)) is None:
                continue
            hits = self.scanner.hits(text)
            if hits and coded:
                spans = SearchedText(self._project, info, layers).spans
                hits = [hit for hit in hits if all(keeps(hit, spans) is not term.is_not for term, keeps in coded)]
            yield from (PassageLine(id, hit.start, hit.stop) for hit in hits)

    def _are_coded(self, term: Term) -> Callable[[Extent, Sequence[Span]], bool]:
        """“coded:no”, “coded:yes”, or “coded:warning”: whether words stand in what is coded (as that)."""
        value = folded(term.value)
        labels: tuple[LabelId, ...] | None = None
        wanted = True
        try:
            wanted = is_yes(term)
        except BadSearch:
            labels = self._names.with_children(self._names.label(value))

        def keeps(hit: Extent, spans: Sequence[Span]) -> bool:
            found = any(
                (labels is None or span.label in labels)
                and any(part.start < hit.stop and hit.start < part.stop for part in span.extents)
                for span in spans
            )
            return found is wanted

        return keeps

    def _codings(self, looked_at: LookedAt, progress: Progress) -> Iterator[PassageLine]:
        query, left = self.query(looked_at.within)
        if not left:
            for number, row in enumerate(self._project.span_search.rows(query)):
                if number % AT_ONCE == 0:
                    progress(number, 0, "")
                if self._dates and looked_at.get(row.document) is None:
                    continue
                yield PassageLine(row.document, row.start, row.stop, row.id, row.layer, row.label)
            return
        spans = self._project.span_search.spans(query)
        codebook, layers = self._names.codebook, frozenset(self.layers)
        acts = {label.id for label in codebook.labels if label.is_act}
        total = self._project.documents.count()
        for number, (document, of_document) in enumerate(groupby(spans, key=lambda span: span.document)):
            progress(number, total, "")
            if (info := looked_at.get(document)) is None:
                continue
            text = SearchedText(self._project, info, layers)
            some = list(of_document)
            laid_out = {act.span.id: act for act in self._acts(document, some)} if acts else {}
            for span in some:
                coding = SearchedCoding(span, laid_out.get(span.id), text)
                if all(one.holds(coding) for one in left):
                    yield PassageLine(document, span.start, span.stop, span.id, span.layer, span.label)

    def label_counts(self) -> Iterator[LabelCounts] | None:
        """Yield how many codings there are by layer and label; None where each has to be looked at."""
        documents = frozenset(self.documents()) if self.narrows_documents else None
        query, left = (None, []) if self.finds_words else self.query(documents)
        return None if query is None or left else self._project.span_search.counts(query)

    def counts(self) -> Iterator[tuple[PassageLine, int]] | None:
        """Yield the same as lines that stand for so many, one a document."""
        found = self.label_counts()
        if found is None:
            return None
        return (
            (PassageLine(document, 0, 0, None, layer, label), number)
            for layer, label, numbers in found
            for document, number in numbers
        )

    def _acts(self, document: DocumentId, some: Sequence[Span]) -> Iterator[Act]:
        ids = frozenset(span.id for span in some)
        near = self._project.links.of_spans([*ids]) if len(ids) <= _FEW else self._project.links.of_document(document)
        links = [link for link in near if link.act in ids]
        if links:
            parties = self._project.spans.get_many([link.span for link in links if link.span is not None])
            there = {span.id: span for span in (*some, *parties)}
            yield from acts_of(self._names.codebook, there.values(), links)
        else:
            yield from acts_of(self._names.codebook, some, ())

    def _said_coded(self, term: Term) -> str:
        try:
            return "that are coded" if is_yes(term) is not term.is_not else "that are not coded"
        except BadSearch:
            return f"that are {'not ' if term.is_not else ''}coded {isolated(self._names.label(term.value).name)}"

    def sentence(self, number: int | None = None) -> str:
        """Return what is found as a sentence: “13 appeals to China since 2022”. `number`: None while it is counted."""
        order = list(KEYS)
        asked = [
            (order.index(folded(term.key)) if folded(term.key) in order else len(order), term, one)
            for term, one in self.conditions
        ]
        labels = [one.says for place, term, one in asked if place == 0 and not (term.is_not or term.is_any)]
        phrases = [one.says for place, term, one in sorted(asked, key=lambda row: row[0]) if place or term.is_not]
        phrases += map(self._said_coded, self._coded)
        return heading(number, labels, self.words, phrases, (*self._dates, *self._of_documents), self.finds_words)
