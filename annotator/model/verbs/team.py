"""What came from other copies of the project, and what was handed out to them."""

from enum import StrEnum

from annotator.model.ids import ActorId, CoderId, DocumentId
from annotator.model.verbs.verb import Verb


class TakeIn(Verb):
    """What others did in their copies was taken in, which can be taken back as long as nothing was done since.

    `sender`: the coder whose work came, None for that of another whole copy; `file`: what it came in; `acts`: how many
    of theirs. `covers`: the hash over the ends of what came (see `store/taking`), in hexadecimal digits; `gaps`: that
    over the gaps which an erasure elsewhere left in it, or nothing.
    """

    sender: CoderId | None = None
    file: str = ""
    acts: int = 0
    covers: str = ""
    gaps: str = ""


class Subject(StrEnum):
    """What a conflict is about; the value is how a sentence says it."""

    SETTING = "a setting"
    DOCUMENT = "a document"
    CODEBOOK = "the codebook"
    CODER = "a coder"
    LAYER = "a layer"
    ASSIGNMENT = "who codes a document"
    ACTOR = "an actor"
    CODING = "a coding"
    CASE = "a case"
    RELEASE = "what is released"
    REMARK = "a remark"
    REMOVAL = "what was removed"
    SET = "a set of documents"
    FIELD = "a field of the documents"
    MEMO = "a memo"
    SEARCH = "a kept search"
    PAIR = "documents that look alike"


class DecideConflict(Verb):
    """Of what was said in two copies, unseen by each other, one was chosen. What it is about is named where it can be.

    `coder`: whose it is, of what is in a layer; or who it is about.
    """

    subject: Subject
    document: DocumentId | None = None
    actor: ActorId | None = None
    coder: CoderId | None = None
