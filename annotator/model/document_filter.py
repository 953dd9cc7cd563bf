"""A filter of documents: its text, parsed once and matched row by row.

What a key asks for is the one table `_KEYS`; all other keys are coders (`Ana:done`) or fields of the metadata. Words,
values and titles are compared without case and accents. A filter and the same with a minus part all documents in two.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from annotator.model.coder import State
from annotator.model.document_row import DocumentRow
from annotator.model.errors import BadFilter
from annotator.model.field_values import is_like, texts_of, values_of
from annotator.model.filter_words import FilterSign, Term, terms_of, text_of
from annotator.model.folding import folded
from annotator.model.ids import DocumentId, LayerId
from annotator.model.wording import isolated, word_list

Holds = Callable[[DocumentRow], bool]
FIELD = "field."
"""Before a key: it is a field of the metadata, whatever else is called so."""
LANGUAGES = ("language", "lang")
"""The fields in which a document's language may stand."""


@dataclass(frozen=True, slots=True)
class FilterNames:
    """What the words of a filter may name in a project.

    `layers`: the coders' layers by their names and their coders', as `folded` makes them; `own`: that of whoever looks,
    which `state:` is about; `sees_others`: whether what others coded may be asked for; `sees_given`: whether what
    others were given. `fields`: those of the metadata; None: a field that no document has is none, and no mistake.
    `members`: which documents are in the sets, by name.
    """

    layers: Mapping[str, LayerId] = field(default_factory=dict)
    own: LayerId | None = None
    sees_others: bool = True
    sees_given: bool = True
    fields: Collection[str] | None = None
    members: Callable[[str], Collection[DocumentId]] = lambda name: _no_set(name)


class DocumentFilter:
    """A filter that was understood. `matches` says of a row whether it is in; "" lets all in."""

    def __init__(self, text: str, names: FilterNames) -> None:
        """Raises `BadFilter`."""
        self.terms = terms_of(text)
        self._all = [_holds(term, names) for term in self.terms]

    def __str__(self) -> str:
        return text_of(self.terms)

    def matches(self, row: DocumentRow) -> bool:
        """Whether a document is in."""
        return all(holds(row) for holds in self._all)

    def asks(self, key: str) -> bool:
        """Whether it asks for something: `filter.asks("open")`."""
        return any(folded(term.key) == key for term in self.terms)


def _holds(term: Term, names: FilterNames) -> Holds:
    found = _anywhere(term) if not term.key else _of_key(term, names)
    return (lambda row: not found(row)) if term.is_not else found


def _anywhere(term: Term) -> Holds:
    words = folded(term.value)

    def holds(row: DocumentRow) -> bool:
        info = row.info
        return (
            words in folded(info.title)
            or words in folded(info.source)
            or any(words in folded(text) for value in info.metadata.values() for text in texts_of(value))
        )

    return holds


def _of_key(term: Term, names: FilterNames) -> Holds:
    key = folded(term.key)
    if key in _KEYS:
        return _KEYS[key](term, names)
    layer = names.layers.get(key)
    if layer is not None:
        return _state_in(layer, term, names)
    return _in_field(term, names)


def _state_of(term: Term) -> State:
    found = next((state for state in State if state == folded(term.value)), None)
    if found is None or term.comparison not in (FilterSign.HAS, FilterSign.IS):
        states = word_list(State, "or")
        raise BadFilter(f"The filter asks for “{isolated(str(term))}”; how far a document is is {states}.")
    return found


def _state_in(layer: LayerId, term: Term, names: FilterNames) -> Holds:
    if layer != names.own:
        _refuse_unseen(term, names)
    wanted = _state_of(term)
    return lambda row: row.state(layer) is wanted


def _own_state(term: Term, names: FilterNames) -> Holds:
    wanted, own = _state_of(term), names.own
    if own is None:
        raise BadFilter("“state” is how far you are with a document; say first who you are, or name a coder: Ana:done.")
    return lambda row: row.state(own) is wanted


def _refuse_unseen(term: Term, names: FilterNames) -> None:
    if not names.sees_others:
        raise BadFilter(
            f"The filter asks for “{isolated(term.key)}”; what others coded is not shown to you before it is released."
        )


def _number_of(what: Callable[[DocumentRow], int | None], is_others: bool) -> Callable[[Term, FilterNames], Holds]:
    """Return what a key means that is a number of each document; what nobody has counted is none."""

    def of_term(term: Term, names: FilterNames) -> Holds:
        if is_others:
            _refuse_unseen(term, names)
        try:
            number = 1.0 if term.is_any else float(term.value)
        except ValueError:
            raise BadFilter(
                f"The filter asks for “{isolated(str(term))}”; “{term.key}” is compared with a number, as in"
                f" {term.key}>=2."
            ) from None
        compares = _COMPARES[FilterSign.AT_LEAST if term.is_any else term.comparison]
        return lambda row: compares(what(row) or 0, number)

    return of_term


_COMPARES: Mapping[FilterSign, Callable[[float, float], bool]] = {
    FilterSign.HAS: lambda one, other: one == other,
    FilterSign.IS: lambda one, other: one == other,
    FilterSign.AT_LEAST: lambda one, other: one >= other,
    FilterSign.AT_MOST: lambda one, other: one <= other,
    FilterSign.MORE: lambda one, other: one > other,
    FilterSign.LESS: lambda one, other: one < other,
}


def _of_text(what: Callable[[DocumentRow], str]) -> Callable[[Term, FilterNames], Holds]:
    return lambda term, _: lambda row: is_like(what(row), term)


_ME = "me"
"""Whoever looks, in `given:me`."""


def _given(term: Term, names: FilterNames) -> Holds:
    """“given:” is given to nobody, “given:*” to anybody, “given:Ana” to Ana, “given>=2” to so many."""
    named = folded(term.value) if term.comparison in (FilterSign.HAS, FilterSign.IS) else ""
    layer = names.layers.get(named) or (names.own if named == _ME else None)
    if not names.sees_given and (layer is None or layer != names.own):
        raise BadFilter(
            f"The filter asks for “{isolated(str(term))}”; who was given what is shown to whoever gives out work."
        )
    if layer is not None:
        return lambda row: layer in row.given
    if not term.value:
        return lambda row: bool(row.given) is term.is_any
    return _number_of(lambda row: len(row.given), is_others=False)(term, names)


def _in_set(term: Term, names: FilterNames) -> Holds:
    if not term.value or term.comparison not in (FilterSign.HAS, FilterSign.IS):
        raise BadFilter("“set” in a filter asks for a set of documents by its name, as in set:“Training round”.")
    members = names.members(term.value)
    return lambda row: row.info.id in members


def _no_set(name: str) -> Collection[DocumentId]:
    raise BadFilter(f"There is no set of documents called “{isolated(name)}” in this project.")


def _in_language(term: Term, names: FilterNames) -> Holds:
    """“zh” is also zh-Hant and zh_CN: a language's tag begins with its code (RFC 5646)."""
    wanted = folded(term.value).replace("_", "-")

    def holds(row: DocumentRow) -> bool:
        said = [text for name in LANGUAGES for value in values_of(row.info.metadata, name) for text in texts_of(value)]
        tags = [folded(text).replace("_", "-") for text in said if text.strip()]
        if term.is_any or not wanted:
            return bool(tags) is term.is_any
        return any(f"{tag}-".startswith(f"{wanted}-") for tag in tags)

    return holds


def _in_field(term: Term, names: FilterNames) -> Holds:
    name = term.key
    if folded(name).startswith(FIELD):
        name = name[len(FIELD) :]
    if names.fields is not None and folded(name) not in {folded(one) for one in names.fields}:
        there = word_list([f"“{isolated(one)}”" for one in sorted(names.fields, key=folded)[:8]])
        known = f"fields are {there}" if there else "no document has any field"
        raise BadFilter(
            f"The filter asks for “{isolated(name)}”, which is no field of the documents ({known});"
            " a word with a sign in it stands in quotes."
        )
    if not term.value:
        return lambda row: (
            any(text.strip() for value in values_of(row.info.metadata, name) for text in texts_of(value))
            is (term.is_any)
        )
    return lambda row: any(
        is_like(one, term) for value in values_of(row.info.metadata, name) for one in texts_of(value)
    )


def _coded(row: DocumentRow) -> int:
    return sum(state is not State.UNTOUCHED for state in row.states.values())


def _done(row: DocumentRow) -> int:
    return sum(state is State.DONE for state in row.states.values())


_KEYS: Mapping[str, Callable[[Term, FilterNames], Holds]] = {
    "title": _of_text(lambda row: row.info.title),
    "source": _of_text(lambda row: row.info.source),
    "lang": _in_language,
    "set": _in_set,
    "state": _own_state,
    "words": _number_of(lambda row: row.words, is_others=False),
    "notes": _number_of(lambda row: row.notes, is_others=False),
    "given": _given,
    "coded": _number_of(_coded, is_others=True),
    "done": _number_of(_done, is_others=True),
    "gold": _number_of(lambda row: row.gold, is_others=True),
    "open": _number_of(lambda row: row.open_cases, is_others=True),
}
"""What a filter may ask for by a key of its own; all others are coders and fields."""
KEYS = tuple(_KEYS)
