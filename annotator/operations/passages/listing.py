"""What is shown of a search: its lines in an order, under headings, with what each says; for files and terminals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from annotator.formats.names import names_of_layers
from annotator.model.filter_words import Term
from annotator.model.folding import folded
from annotator.model.ids import LayerId
from annotator.model.searching.terms import apart, together
from annotator.model.wording import isolated
from annotator.operations.passages.finding import PassageLine, PassageSearch
from annotator.operations.passages.grouping import PassageGroup, PassageGrouping, grouping
from annotator.operations.passages.lines import AROUND, LONGEST, LineOrder, LineReader, ShownLine, in_order
from annotator.operations.people.pseudonym_key import pseudonyms_of
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project


@dataclass(frozen=True, slots=True)
class ListAsked:
    """What is asked of a list. `group`: the key of a grouping; `most`: None for all that is found.

    `around`, `longest`: so many characters beside a passage, and of it; `with_names`: coders by name, or by pseudonym.
    """

    order: LineOrder = LineOrder.TEXT
    backwards: bool = False
    group: str | None = None
    most: int | None = None
    around: int = AROUND
    longest: int = LONGEST
    with_names: bool = True


@dataclass(frozen=True, slots=True)
class PassageSection:
    """Lines under one heading. `number`: how many were found, which may be more than are listed."""

    group: PassageGroup | None
    number: int
    lines: tuple[ShownLine, ...]


@dataclass(frozen=True, slots=True)
class PassageList:
    """A list. `search`, `sentence`: what is found, as it was asked and in words, of nobody who is not to be named.

    `by`: by what it is grouped, empty for nothing: then there is one section. `found`: how many were, `listed`: how
    many of them stand in it; a passage that says several things stands under each.
    """

    project: str
    search: str
    sentence: str
    by: str
    found: int
    listed: int
    sections: tuple[PassageSection, ...]

    def lines(self) -> Iterator[tuple[PassageGroup | None, ShownLine]]:
        """Yield each line with the heading that it stands under."""
        for section in self.sections:
            for line in section.lines:
                yield section.group, line


def listed(project: Project, text: str, asked: ListAsked = ListAsked(), progress: Progress = silent) -> PassageList:
    """Return what a search finds as a list; raises `BadSearch`."""
    search = PassageSearch(project, text)
    return list_of(project, search, list(search.lines(progress)), asked, progress)


def list_of(
    project: Project,
    search: PassageSearch,
    found: Sequence[PassageLine],
    asked: ListAsked = ListAsked(),
    progress: Progress = silent,
) -> PassageList:
    """Return lines that a search found, some of them or all, as a list; raises `BadSearch` for an unknown grouping."""
    by = grouping(project, asked.group) if asked.group is not None else None
    lines = in_order(project, found, asked.order, asked.backwards, progress)
    some = lines[: asked.most]
    called = layers_called(project, asked.with_names)
    reader = LineReader(project, asked.around, asked.longest)
    shown = [replace(one, coder=called.get(one.line.layer or LayerId(""), "")) for one in reader.read(some)]
    words, search_text = _said(project, search, len(found), asked.with_names)
    sections = _sections(by, lines, shown, called) if by else (PassageSection(None, len(lines), tuple(shown)),)
    name = by.name if by else ""
    called_so = project.settings.get().description.title_or(project.name)
    return PassageList(called_so, search_text, words, name, len(found), len(shown), tuple(sections))


def layers_called(project: Project, with_names: bool) -> Mapping[LayerId, str]:
    """Return how layers are called in a list: as in an export."""
    return names_of_layers(project.layers.all(), {} if with_names else pseudonyms_of(project))


def _sections(
    by: PassageGrouping, lines: Sequence[PassageLine], shown: Sequence[ShownLine], called: Mapping[LayerId, str]
) -> Iterator[PassageSection]:
    """Yield the groups in their order: known ones first, others as they come, and last what says nothing."""
    numbers: dict[PassageGroup, int] = {}
    under: dict[PassageGroup, list[ShownLine]] = {}
    there = {one.line: one for one in shown}
    for line, groups in zip(lines, by.groups(lines), strict=True):
        for group in _renamed(groups, line, called) if by.key == "coder" else groups:
            numbers[group] = numbers.get(group, 0) + 1
            if line in there:
                under.setdefault(group, []).append(there[line])
    places = {group.search: place for place, group in enumerate(by.order)}
    for group in sorted(numbers, key=lambda group: (not group.name, places.get(group.search, len(places)))):
        yield PassageSection(group, numbers[group], tuple(under.get(group, ())))


def _renamed(
    groups: Sequence[PassageGroup], line: PassageLine, called: Mapping[LayerId, str]
) -> Iterator[PassageGroup]:
    name = called.get(line.layer) if line.layer is not None else None
    for group in groups:
        yield replace(group, name=name) if name is not None and group.name else group


def _said(project: Project, search: PassageSearch, number: int, with_names: bool) -> tuple[str, str]:
    """Return what is found in words, and as it was asked: without names, a coder who is asked for has a pseudonym."""
    sentence, text = search.sentence(number), search.text
    if with_names:
        return sentence, text
    terms, words = apart(text)
    new = tuple(_without_name(project, term) for term in terms)
    for before, after in zip(terms, new, strict=True):
        if before != after:
            sentence = sentence.replace(f"coded by {isolated(before.value)}", f"coded by {isolated(after.value)}")
    return sentence, text if new == terms else together(new, words)


def _without_name(project: Project, term: Term) -> Term:
    if folded(term.key) != "coder":
        return term
    wanted = folded(term.value.strip())
    coders = {coder.id for coder in project.coders.all() if folded(coder.name) == wanted}
    called = layers_called(project, with_names=False)
    found = [one.id for one in project.layers.all() if folded(one.name) == wanted or one.coder in coders]
    return replace(term, value=called[found[0]]) if found else term
