"""The punctuation that ends a sentence: outside of what is coded, unless the project says otherwise.

It is one rule for all coders, so that no boundary differs by a full stop.
"""

from annotator.model.span import Extent
from annotator.model.text import TextIndex
from annotator.model.verbs import coding as verbs
from annotator.store.project import Project


def is_coded(project: Project) -> bool:
    """Whether final punctuation is coded with the words before it."""
    return project.settings.get().code_final_punctuation


def code(project: Project, on: bool) -> None:
    """Say for the whole project whether it is, from now on."""
    with project.transact(verbs.CodePunctuation(on=on)):
        if on != is_coded(project):
            project.settings.put(code_final_punctuation=on)


def tidied(project: Project, index: TextIndex, start: int, stop: int) -> Extent:
    """Return a range as it is coded: in whole characters, without blanks at its edges and what ends a sentence."""
    whole = index.snapped_to_graphemes(*index.trimmed(start, stop))
    if is_coded(project):
        return whole
    return index.trimmed(*index.without_final_punctuation(*whole))
