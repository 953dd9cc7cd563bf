"""A document as lists show it and as filters and sets ask for it: what it says of itself, and how far it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.model.coder import State
from annotator.model.document import DocumentInfo
from annotator.model.ids import LayerId
from annotator.model.text_size import CountedIn


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in a list.

    `words`: how many words or characters (`counted_in`) its text has, None where nobody has counted yet. `states`: how
    far it is in each coders' layer that whoever looks may see; untouched where a layer is not named. `gold`: its spans
    in gold, `open_cases`: None where they were not counted; both None for who does not see what others coded. `given`:
    the coders' layers in which it was given out, as far as whoever looks may know; `due`: until when it is to be done
    by whoever looks, an ISO date.
    """

    info: DocumentInfo
    words: int | None = None
    counted_in: CountedIn = CountedIn.WORDS
    states: Mapping[LayerId, State] = field(default_factory=dict)
    gold: int | None = None
    open_cases: int | None = None
    notes: int = 0
    given: frozenset[LayerId] = frozenset()
    due: str = ""

    def state(self, layer: LayerId) -> State:
        """Return how far the document is in a layer."""
        return self.states.get(layer, State.UNTOUCHED)
