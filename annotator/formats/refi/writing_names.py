"""By what a file of REFI-QDA is known to be of this program."""

from annotator import __version__
from annotator.formats.refi.xml import Element

ORIGIN = f"annotator {__version__}"


def is_ours(root: Element) -> bool:
    """Whether this program wrote a file."""
    return root.get("origin", "").lower().startswith("annotator ")
