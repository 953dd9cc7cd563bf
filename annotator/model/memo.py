"""Memos: what somebody notes down on a document, or in the journal of the project.

They are no codings: nothing that is counted, compared or exported of codings hangs on them.
"""

from dataclasses import dataclass

from annotator.model.ids import CoderId, DocumentId, MemoId


@dataclass(frozen=True, slots=True)
class Memo:
    """A memo. `document`: on which it is, None in the journal of the project.

    `author`: who wrote it, None for nobody in particular. `time`, `changed`: when it was written, and when it was last
    changed; UTC, ISO 8601.
    """

    id: MemoId
    document: DocumentId | None
    author: CoderId | None
    title: str
    text: str
    time: str
    changed: str
