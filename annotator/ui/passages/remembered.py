"""What was looked for last in a project, kept on this computer as a text."""

import json
from dataclasses import dataclass, field

from annotator.operations.passages.arranging import LineArrangement
from annotator.operations.passages.lines import LineOrder
from annotator.ui.passages.page import PassageView


@dataclass(frozen=True, slots=True)
class RememberedSearch:
    """A search, how its lines stand, and as what they are seen."""

    search: str = ""
    how: LineArrangement = field(default_factory=LineArrangement)
    view: PassageView = PassageView.LINES

    @property
    def text(self) -> str:
        """It as it is kept."""
        return json.dumps([self.search, self.how.order, self.how.group, self.view], ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> "RememberedSearch":
        """Return what a text says; what is none that this program wrote says nothing."""
        try:
            search, order, group, view = map(str, json.loads(text))
            return cls(search, LineArrangement(LineOrder(order), group=group), PassageView(view))
        except (ValueError, TypeError):
            return cls()
