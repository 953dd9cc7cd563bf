"""What an act is about: the rest of its clause after its verb and whom the verb names (“use its influence”)."""

import regex

from annotator.model.span import Extent

_FLAGS = regex.IGNORECASE | regex.VERBOSE
_LEADS = regex.compile(
    r"""[^\w’']*(?:
        (?:enfin|également|immediately)?\s*(?:
        (?:that|que|что|чтобы)\s+(?:(?:it|they|she|he|we)\s+)?|qu['’](?:elles?|ils?|on)?\s*
        |(?:to|for|not\ to|à|de|d['’]|к|a|إلى|على|أن|بأن|إلى\ أن)(?:\s+|(?<=['’])))
    )?""",
    _FLAGS,
)
"""What leads from whom an act is said to to what it is about."""
_TO = regex.compile(
    r"""(?:^|\s)(?:(?:to|that|for|что|чтобы|إلى|على|أن)\s|(?:à|que|de)\s+|qu['’](?:elles?|ils?)?\s*|d['’]|بأن\s)""",
    _FLAGS,
)
"""The word after a verb behind which what the act is about begins."""
_WILL = regex.compile(
    r"(?:will|would|shall|should|must|can|may|(?:is|are)\ (?:ready\ )?to|ha(?:s|ve)\ to)\s+(?:not\s+)?",
    _FLAGS,
)
_MODAL = regex.compile(r"(?:[^\s,;]+\s+){1,14}?(?:will|would|could|shall|сможет|будет)\s+(?:not\s+)?", _FLAGS)
_THAT = regex.compile(r"\b(?:that|что)\s+\Z", _FLAGS)
_NEXT_TO = regex.compile(r"(?:the|both|all|la|le|les|el|los|las|l['’]|ال|\s)*", _FLAGS)
_SPACE = regex.compile(r"\s+")
_HAN = regex.compile(r"\p{Han}")
_CHINESE_VERB = regex.compile(
    r"(?:强烈|再次|郑重|坚决|愿意?|必将|近期还将|将继续|将于近期|将于|还将|将)?"
    r"(?:呼吁|希望|敦促|要求|邀请|应当|应该|必须|同意|商定|警告|承诺|继续|坚定)?"
)
_FINAL = regex.compile(r"[\s.,;:!?。，；：！？…]+\Z")
_FEW = 48
"""So far behind the beginning of an act the word stands that leads to what it is about, in characters at most."""


def rest_of_clause(text: str, act: Extent, addressee: Extent | None = None) -> Extent | None:
    """Return what stands in an act after its verb, and after whom the verb names; None where nothing is left.

    `addressee`: where the act names whom it is said to, None where it does not.
    """
    stop = act.stop - len(found[0]) if (found := _FINAL.search(text, act.start, act.stop)) else act.stop
    start = _after_verb(text, act.start, stop, addressee)
    return Extent(start, stop) if start is not None and start < stop else None


def _after_verb(text: str, start: int, stop: int, addressee: Extent | None) -> int | None:
    leads = _TO.search(text, start, min(stop, start + _FEW))
    if addressee is not None and start < addressee.start and addressee.stop < stop:
        # In “readiness to work with France” what it is about begins before the name, in “appeal to France” it does not.
        if leads is None or _NEXT_TO.fullmatch(text, leads.end(), max(leads.end(), addressee.start)):
            return _of_its_own(text, _past(_LEADS, text, addressee.stop, stop), stop)
        return leads.end()
    if will := _WILL.match(text, start, stop):
        return will.end()
    if _HAN.match(text, start):
        return _past(_CHINESE_VERB, text, start, stop)
    return _of_its_own(text, leads.end(), stop) if leads else _next_word(text, start, stop)


def _of_its_own(text: str, start: int, stop: int) -> int:
    """Return where the verb begins of what was introduced by a “that”: “that any strike would” says what would be."""
    introduced = _THAT.search(text, max(0, start - _FEW), start) is not None
    found = _MODAL.match(text, start, stop) if introduced else _WILL.match(text, start, stop)
    return found.end() if found else start


def _past(what: "regex.Pattern[str]", text: str, start: int, stop: int) -> int:
    found = what.match(text, start, stop)
    return found.end() if found else start


def _next_word(text: str, start: int, stop: int) -> int | None:
    space = _SPACE.search(text, start, stop)
    return space.end() if space else None
