"""What came from other copies of the project, and what was handed out to them."""

from annotator.model.ids import CoderId
from annotator.model.verbs.verb import Verb


class TakeIn(Verb):
    """What others did in their copies was taken in, which can be taken back as long as nothing was done since.

    `sender`: the coder whose work came, None for that of another whole copy; `file`: what it came in; `acts`: how many
    of theirs. `covers`: the hash over the ends of what came (see `store/taking`), in hexadecimal digits.
    """

    sender: CoderId | None = None
    file: str = ""
    acts: int = 0
    covers: str = ""
