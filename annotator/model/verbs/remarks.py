"""Remarks at steps of the history: written, and settled."""

from annotator.model.ids import CoderId, DocumentId, RemarkId, SpanId
from annotator.model.verbs.verb import Verb


class AboutRemarks(Verb):
    """Something was done with remarks at one step. `coder`: whose they are to be read by, and by whoever leads.

    `documents` and `spans`: where that step was done.
    """

    coder: CoderId
    documents: tuple[DocumentId, ...] = ()
    spans: tuple[SpanId, ...] = ()

    @property
    def passages(self) -> tuple[SpanId, ...]:
        """Where the step was done at which the remarks are."""
        return self.spans


class WriteRemark(AboutRemarks):
    """A remark was written. `recipient`: to whom, None for whoever leads."""

    remark: RemarkId
    recipient: CoderId | None = None


class SettleRemarks(AboutRemarks):
    """Remarks were settled (`on`), or are open again."""

    remarks: tuple[RemarkId, ...]
    on: bool
