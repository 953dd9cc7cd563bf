"""The choice above the list of documents: which set of them is listed."""

from annotator.ui.background.listed_set import offer_sets
from annotator.ui.kit.fields import Choice

ALL = "all documents"


class SetChoice(Choice):
    """One of the sets of a project, or all documents; it is there where the project has sets."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Documents of which set are listed")
        offer_sets(self, ALL, [], "")
