"""Who the words of a text say speaks and is spoken to: the subject of an act's clause, and whom its verb names.

Only the order of words is looked at, and short lists of the words that may stand between; so it says little, and what
it says mostly holds. A name that is only near is no evidence: in “on Ukraine, with calls to resume” nobody says who
calls. A pronoun is none either.
"""

from collections.abc import Sequence
from typing import NamedTuple

import regex

from annotator.model.span import Extent

_FARTHEST = 600
"""No clause is looked through farther back, in characters."""
_LOOSE = regex.IGNORECASE | regex.VERBOSE | regex.DOTALL
_CLAUSE = regex.compile(r"[.!?;:\n](?=\s)|[。！？；：\n“”«»]")
"""Where a clause ends for certain."""
_DETERMINER = r"(?:\b(?:the|both|all|la|le|les|el|los|las)\s+|\bl['’]|ال)?"
_HELPERS = r"""(?:\s+(?:
    also|again|further(?:more)?|strongly|firmly|once|more|therefore|then|today|now|moreover|in\ turn|always
    |has|have|had|is|are|was|were|will|would|shall|stands?|stood
    |a|ont|avait|est|sont|aussi|également|en\ outre|ha|han|había|también
    |также|вновь|снова|ещё|раз|решительно
))*"""
_TO_VERB = regex.compile(rf"{_HELPERS}\s+", _LOOSE)
"""What stands between a subject and its verb, where nothing else does."""
_TO_VERB_CHINESE = regex.compile(r"(?:也|还|将|再次|并|强烈|一贯|始终|在此|郑重)*")
_AND_VERB = regex.compile(rf".*(?:\b(?:and|et|y|и)\b|\bو){_HELPERS}\s+", _LOOSE)
_AND_VERB_CHINESE = regex.compile(r".*(?:，|并)(?:也|还|将|再次|并)*", _LOOSE)
_OF_ANOTHER = regex.compile(
    rf"""(?:\b(?:
        of|in|with|to|on|for|by|from|at|between|against|about|towards?|concerning|and|or|than
        |de|du|des|en|avec|à|au|aux|sur|par|pour|et|ou|con|por|para|sobre|del|al|y
        |с|в|на|о|об|от|к|для|и
    )\s+|\bd['’]|[和与同对向、]){_DETERMINER}\Z""",
    _LOOSE,
)
"""What makes a name the object or a part of something else."""
_BEGINS = regex.compile(
    rf"[\s\"'’(\d.)*\#>-]*(?:(?:and|but|also|moreover|et|mais|y|и|а|но|however,|indeed,)\s+)?{_DETERMINER}", _LOOSE
)
"""What may stand before the subject at the beginning of a clause."""
_NEW_SUBJECT = regex.compile(
    rf"(?:\b(?:that|which|while|whether|if|as|because|que|qui|si|car|что|если)\s+|,\s+|，|表示|强调|指出|认为|[^\s，]说){_DETERMINER}\Z",
    _LOOSE,
)
"""After it a name may be the subject of a clause of its own."""
_OBLIGES = regex.compile(
    r"(?:must|should|ought|needs?|doi(?:t|vent)|devrai(?:t|ent)|debe[nr]?|должн\w+|应当|应该|必须|须|يجب|ينبغي)", _LOOSE
)
"""A verb whose subject is asked, not who asks."""
_TO_ADDRESSEE = regex.compile(
    rf"""(?:\w+ly\s+)?(?:to\s+)?[\w’'-]+(?:\s+(?:\w+ly|again|once\ more|enfin|également|aussi|решительно))?
    (?:\s+(?:upon|on|to|with|for|that|de|à|a|к|с))?\s+{_DETERMINER}""",
    _LOOSE,
)
"""A verb with its adverb, and the word that leads to whom it is said to."""
_TO_ADDRESSEE_CHINESE = regex.compile(r"(?:强烈|再次|郑重)?[\p{Han}]{1,2}[同与和对向]?")
_HAN, _ARABIC = regex.compile(r"\p{Han}"), regex.compile(r"\p{Arabic}")
_ARABIC_VERB = regex.compile(rf"[\p{{Arabic}}\p{{M}}]+\s+{_DETERMINER}")
_ARABIC_NEXT = regex.compile(rf"\s+{_DETERMINER}")


class PartyWords(NamedTuple):
    """Words that name a party, in code points; `number`: which party it is."""

    start: int
    stop: int
    number: int


class Parties(NamedTuple):
    """By their numbers, who speaks and who is spoken to; None where the text leaves it open."""

    source: int | None = None
    target: int | None = None


def parties_in(text: str, act: Extent, places: Sequence[PartyWords]) -> Parties:
    """Return who speaks and who is spoken to by the words around and within an act.

    Who speaks stands right before the verb, or begins the clause whose last verb, after an “and”, is the act's. Who is
    spoken to is named right after the verb, with or without a preposition.
    """
    begin = clause_start(text, act.start)
    before = sorted(place for place in places if begin <= place.start and place.stop <= act.start)
    after = sorted(place for place in places if act.start < place.start and place.stop <= act.stop)
    subject = _subject(text, begin, act.start, before)
    if _OBLIGES.match(text, act.start):
        return Parties(None, subject)
    if subject is None and _ARABIC.match(text, act.start):
        return _verb_first(text, act.start, after)
    return Parties(subject, _first_named(text, act.start, after))


def clause_start(text: str, position: int) -> int:
    """Return where the clause that holds a position begins: after what ends the one before for certain."""
    start = max(0, position - _FARTHEST)
    ends = [match.end() for match in _CLAUSE.finditer(text, start, position)]
    return ends[-1] if ends else start


def _subject(text: str, begin: int, verb: int, before: Sequence[PartyWords]) -> int | None:
    if not before:
        return None
    first, last = before[0], max(before, key=lambda place: place.stop)
    chinese = _HAN.match(text, last.stop - 1) is not None
    to_verb, and_verb = (_TO_VERB_CHINESE, _AND_VERB_CHINESE) if chinese else (_TO_VERB, _AND_VERB)
    if to_verb.fullmatch(text, last.stop, verb) and not _OF_ANOTHER.search(text, begin, last.start):
        return last.number
    begins = _BEGINS.fullmatch(text, begin, first.start) and and_verb.fullmatch(text, first.stop, verb)
    others = (place for place in before if place.start >= first.stop)
    is_clear = not any(_NEW_SUBJECT.search(text, begin, place.start) for place in others)
    return first.number if begins and is_clear else None


def _first_named(text: str, verb: int, after: Sequence[PartyWords]) -> int | None:
    if not after:
        return None
    leads = _TO_ADDRESSEE_CHINESE if _HAN.match(text, after[0].start) else _TO_ADDRESSEE
    return after[0].number if leads.fullmatch(text, verb, after[0].start) else None


def _verb_first(text: str, verb: int, after: Sequence[PartyWords]) -> Parties:
    """Return the parties of an Arabic act that begins with its verb; one name alone could be either."""
    if len(after) < 2 or not _ARABIC_VERB.fullmatch(text, verb, after[0].start):
        return Parties()
    is_next = _ARABIC_NEXT.fullmatch(text, after[0].stop, after[1].start)
    return Parties(after[0].number, after[1].number) if is_next else Parties()
