"""The words of passages: how often each is used, in which groups more than elsewhere, and how it is dispersed.

Words are those that a search looks up. So a phrase stands in as many passages as the search for it finds among them; in
whole texts, as often as it has hits. Of a word that a coding cuts, what is coded counts; no search looks that up. Where
passages overlap, or several coders coded one, each is counted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import islice

from annotator.frequencies.dispersion import Dispersion, dispersion
from annotator.frequencies.keyness import Keyness, WordUse, keyness
from annotator.frequencies.phrases import PhraseCounts, length_of
from annotator.model.errors import BadSearch
from annotator.model.filter_words import terms_of
from annotator.model.folding import folded
from annotator.model.ids import DocumentId
from annotator.model.many_tests import holm
from annotator.model.searching.words import words_of
from annotator.model.wording import isolated, word_list
from annotator.operations.passages.coded import pieces_of
from annotator.operations.passages.finding import PassageLine, PassageSearch
from annotator.operations.passages.grouping import PassageGroup, PassageGrouping, grouping
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project

AT_ONCE = 500


class WordsOf(StrEnum):
    """Whose words: of the codings that are found, or the texts of the documents in which something is found."""

    PASSAGES = "passages"
    DOCUMENTS = "documents"


class Against(StrEnum):
    """With what a group is compared: the other passages, or all texts that are looked through, its own among them."""

    REST = "rest"
    CORPUS = "corpus"


@dataclass(frozen=True, slots=True)
class WordChoice:
    """Which phrases. `lengths`: of so many words; `least`: used so often; `without`: words at whose edge none stands.

    `parts`: over what they are dispersed, the key of a grouping.
    """

    lengths: tuple[int, ...] = (1,)
    least: int = 1
    without: frozenset[str] = frozenset()
    of: WordsOf = WordsOf.PASSAGES
    parts: str = "document"


@dataclass(frozen=True, slots=True)
class WordRow:
    """A phrase in a group. `number`: how often it is used; `size`: of how many runs of as many words.

    `passages`: in how many it stands; `search`: for these.
    """

    phrase: str
    number: int
    size: int
    passages: int
    dispersion: Dispersion
    search: str


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A phrase in a group against others. `corrected`: p by Holm, for all phrases that were compared."""

    phrase: str
    here: WordUse
    there: WordUse
    keyness: Keyness
    corrected: float
    search: str


class WordCounts:
    """The words of what a search finds, by group; of one moment of a project.

    `groups`: the counts of each group, in the order in which these are shown. `whole`: of all, each passage once.
    """

    def __init__(
        self, project: Project, search: str, by: str = "", choice: WordChoice | None = None, progress: Progress = silent
    ) -> None:
        """Read them. `by`: the key of a grouping; all are one group where it is empty. Raises `BadSearch`."""
        self.choice = choice or WordChoice()
        self._project, self._by, self._search = project, by, search
        self._found = PassageSearch(project, search, of_codings=True)
        self._documents = self._found.documents()
        self._parts, self._places = grouping(project, self.choice.parts), dict[PassageGroup, int]()
        self.whole = PhraseCounts(self.choice.lengths)
        found: dict[PassageGroup, PhraseCounts] = {}
        by_group = grouping(project, by) if by else None
        for groups, part, words in self._read(by_group, progress):
            self.whole.add(part, *words)
            for group in dict.fromkeys(groups):
                found.setdefault(group, PhraseCounts(self.choice.lengths)).add(part, *words)
        places = {group: place for place, group in enumerate(by_group.order)} if by_group else {}
        order = sorted(found, key=lambda one: (not one.name, places.get(one, len(places)), one.name))
        self.groups = {group: found[group] for group in order}

    def _read(
        self, by: PassageGrouping | None, progress: Progress
    ) -> Iterator[tuple[tuple[PassageGroup, ...], int, list[list[str]]]]:
        lines = self._texts(progress) if self.choice.of is WordsOf.DOCUMENTS else self._found.lines(progress)
        while some := list(islice(lines, AT_ONCE)):
            groups = by.groups(some) if by else [(PassageGroup("", ""),)] * len(some)
            parts = (self._places.setdefault(one[0], len(self._places)) for one in self._parts.groups(some))
            yield from zip(groups, parts, self._words(some), strict=True)

    def _texts(self, progress: Progress) -> Iterator[PassageLine]:
        """Yield the documents that are looked through as passages; if passages are asked for, those that have some."""
        documents = self._documents
        if self._found.conditions or self._found.words:
            there = {line.document for line in self._found.lines(progress)}
            documents = {id: info for id, info in documents.items() if id in there}
        for number, (id, info) in enumerate(documents.items()):
            progress(number, len(documents), info.title)
            yield PassageLine(id, 0, info.length)

    def _words(self, lines: Sequence[PassageLine]) -> Iterator[list[list[str]]]:
        """Yield the words of passages by their pieces, of a label on the whole document those of its text."""
        spans = {one.id: one for one in self._project.spans.get_many([line.span for line in lines if line.span])}
        for line in lines:
            span = spans.get(line.span) if line.span is not None else None
            text = partial(self._text, line.document)
            yield [words_of(piece) for piece in ([text()] if span is None else pieces_of(span, text))]

    def _text(self, document: DocumentId) -> str:
        return self._project.documents.text(self._documents[document].text_sha256)

    def rows(self, group: PassageGroup, most: int | None = None) -> list[WordRow]:
        """Return the phrases of a group, the most frequent first, `most` of them at most."""
        counts = self.groups[group]
        return [
            WordRow(
                phrase,
                counts.number(phrase),
                counts.size(length_of(phrase)),
                counts.passages[phrase],
                dispersion(counts.by_part(phrase)),
                self._search_for(phrase, group),
            )
            for phrase in counts.phrases(self.choice.least, self.choice.without)[:most]
        ]

    def _search_for(self, phrase: str, group: PassageGroup) -> str:
        return " ".join(filter(None, (self._search, group.search, f'"{phrase}"')))

    def group(self, value: str) -> PassageGroup:
        """Return the group of a name, or of what its search asks for; raises `BadSearch`."""
        wanted = folded(value.strip())
        for group in self.groups:
            if wanted in (folded(group.name.strip()), *(folded(term.value) for term in terms_of(group.search))):
                return group
        there = word_list([f"“{isolated(one.name)}”" for one in [*self.groups][:8] if one.name], "or")
        raise BadSearch(
            f"No passage that is found has “{isolated(value)}” as its {isolated(self._by)}"
            f"{f'; it may be {there}' if there else ''}."
        )

    def key_rows(self, group: PassageGroup, against: Against = Against.REST) -> list[KeyRow]:
        """Return all phrases that the group or the others use often enough, those that are surest to differ first.

        Those that the group uses less than the others have a log ratio below 0. Raises `BadSearch` where there is
        nothing to compare with.
        """
        here, all_words = self.groups[group], self.whole if against is Against.REST else self._corpus()
        rest = against is Against.REST
        compared = []
        for phrase in all_words.phrases(self.choice.least, self.choice.without):
            length = length_of(phrase)
            own = WordUse(here.number(phrase), here.size(length))
            others = WordUse(all_words.number(phrase) - own.number * rest, all_words.size(length) - own.size * rest)
            if own.size and others.size:
                compared.append((phrase, own, others, keyness(own, others)))
        if not compared:
            raise BadSearch("There are no other words with which those of the group could be compared.")
        corrected = holm([one.p for *_, one in compared])
        rows = [
            KeyRow(phrase, own, others, one, p, self._search_for(phrase, group))
            for (phrase, own, others, one), p in zip(compared, corrected, strict=True)
        ]
        return sorted(rows, key=lambda row: (-row.keyness.g2, row.phrase))

    def _corpus(self) -> PhraseCounts:
        counts = PhraseCounts(self.choice.lengths)
        for part, document in enumerate(self._documents):
            counts.add(part, words_of(self._text(document)))
        return counts
