"""The languages that the project's texts are in: an import tells these apart alone."""

import re
from collections.abc import Iterable

from annotator.model.errors import NotAllowed
from annotator.model.verbs.project import ChooseLanguages
from annotator.store.project import Project

_CODE = re.compile(r"[a-z]{2}")


def languages(project: Project) -> tuple[str, ...]:
    """Return the codes of the project's languages, none where it says nothing of them."""
    return project.settings.get().languages


def choose_languages(project: Project, codes: Iterable[str]) -> None:
    """Say which languages the texts are in, by codes of ISO 639-1; none for all that can be told apart."""
    chosen = tuple(dict.fromkeys(code.strip().casefold() for code in codes if code.strip()))
    for code in chosen:
        if not _CODE.fullmatch(code):
            raise NotAllowed(f"“{code}” is no code of a language; write two letters, such as en, fr, zh.")
    with project.transact(ChooseLanguages(languages=len(chosen))):
        if chosen != languages(project):
            project.settings.put(languages=list(chosen))
