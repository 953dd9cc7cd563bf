"""What coders differ on, and how it was decided, as conditions of a search."""

from functools import lru_cache

from annotator.model.coder import LayerKind
from annotator.model.decision import Rule
from annotator.model.errors import BadSearch
from annotator.model.filter_words import FilterSign, Term
from annotator.model.folding import folded
from annotator.model.ids import DocumentId, SpanId
from annotator.model.wording import isolated, word_list
from annotator.operations.adjudication.case_queue import cases_of
from annotator.operations.passages.condition import Condition, is_yes
from annotator.operations.passages.names import SearchNames


def disputed(term: Term, names: SearchNames) -> Condition:
    """Return whether the coders of a document differ on a passage, whether it was decided or not."""
    _refuse_unseen(term, names)
    layers = [one for one in names.layers if one.kind is LayerKind.CODER]

    @lru_cache(maxsize=8)
    def differing(document: DocumentId) -> frozenset[SpanId]:
        found = cases_of(names.project, document, layers)
        spans = {span.id for one in found if one.case.differs for span in one.case.candidates}
        decisions = names.project.decisions.of_document(document) if spans else ()
        gold = {id for one in decisions if any(span.id in spans for span in one.candidates) for id in one.gold}
        return frozenset(spans | gold)

    found = Condition(lambda coding: coding.span.id in differing(coding.document.info.id), "that coders differ on")
    return found if is_yes(term) else found.turned()


def decided(term: Term, names: SearchNames) -> Condition:
    """Return whether a passage was decided by a rule: “decided:majority”; by whichever, “decided:*”.

    What was deferred is not decided; “decided:deferred” finds it.
    """
    _refuse_unseen(term, names)
    wanted = folded(term.value.strip())
    rules = frozenset(
        rule for rule in Rule if (rule.settles if not wanted else folded(rule) == wanted or _begins(term, rule))
    )
    if not rules:
        known = word_list([f"“{rule}”" for rule in Rule], "or")
        raise BadSearch(f"Nothing is decided by “{isolated(term.value)}”; it may be {known}.")

    @lru_cache(maxsize=8)
    def touched(document: DocumentId) -> frozenset[SpanId]:
        decisions = [one for one in names.project.decisions.of_document(document) if one.rule in rules]
        return frozenset(id for one in decisions for id in (*one.gold, *(span.id for span in one.candidates)))

    if not wanted and not term.is_any:
        return Condition(lambda coding: coding.span.id not in touched(coding.document.info.id), "not decided yet")
    says = "decided" if term.is_any else f"decided by {isolated(term.value)}"
    return Condition(lambda coding: coding.span.id in touched(coding.document.info.id), says)


def _begins(term: Term, rule: Rule) -> bool:
    """“decided:majority” has the majority on extents, too; “decided=majority” has not."""
    return term.comparison is not FilterSign.IS and folded(rule).startswith(folded(term.value.strip()))


def _refuse_unseen(term: Term, names: SearchNames) -> None:
    if not names.sees_others:
        raise BadSearch(
            f"The search asks for “{isolated(term.key)}”; what others coded is not shown to you before it is released."
        )
