"""Documents given out to be coded, and until when."""

from annotator.model.ids import CoderId, DocumentId
from annotator.model.verbs.gold import Seed
from annotator.model.verbs.verb import Verb


class OfWork(Verb):
    """Something said about which documents are whose. `documents`: those of anybody among the `coders`."""

    documents: tuple[DocumentId, ...]
    coders: tuple[CoderId, ...]


class AssignDocuments(OfWork):
    """Documents were given to coders. `by_lot`: it was drawn who gets which, by the `seed`; else each got all."""

    by_lot: bool = False
    seed: Seed = Seed(0)


class UnassignDocuments(OfWork):
    """Documents were taken back from coders; what they coded in them stays."""


class SetDueDay(OfWork):
    """Documents got another day until which coders are to be done with them, an ISO date, or (None) none any more."""

    due: str | None = None
