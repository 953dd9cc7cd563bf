"""Versions of another codebook taken into a project, so that codings keep the one under which they were made.

A version is known by its id; one of a file that gives none by its content and the version that it was made from, never
by its number: what another project calls version 1 is not ours. Those that are not here come along into the history
beside ours, and the codebook that has the labels of both is made from both.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from annotator.model.bundle import Bundle
from annotator.model.codebook import Codebook
from annotator.model.codebook_version import CodebookVersion, heads_of, known_by_number, number_in, parents_of
from annotator.model.ids import UNKNOWN_VERSION, CodebookVersionId, CoderId, LabelId
from annotator.operations.codebook.merging import renamed
from annotator.store.project import Project


class VersionImport:
    """What the versions that a bundle names are called here. `coder`: who somebody of the bundle is here."""

    def __init__(self, project: Project, bundle: Bundle, coder: Callable[[CoderId | None], CoderId | None]) -> None:
        self._project, self._bundle, self._coder = project, bundle, coder
        self.ids: dict[CodebookVersionId, CodebookVersionId] = {UNKNOWN_VERSION: UNKNOWN_VERSION}
        self._is_other = bool(project.documents.count())
        self.current = bundle.codebook_id or known_by_number(bundle.codebook_version)

    def is_known(self) -> bool:
        """Whether the codebook that is in force in the bundle is a version here, now or before: of the same project."""
        versions, theirs = self._project.codebooks.all(), self._bundle.codebook
        gives_no_id = bool(number_in(self.current))
        return any(one.id == self.current or (gives_no_id and one.codebook == theirs) for one in versions)

    def take(self, labels: Mapping[str, LabelId]) -> list[CodebookVersionId]:
        """Take the versions that the project lacks; return those on which none of them builds.

        The codebook in force is taken where codings name it. `labels`: what theirs are called here.
        """
        here = {one.id: one for one in self._project.codebooks.all()}
        theirs = {one.id: one for one in self._theirs()}
        listed = {one.id for one in self._listed}
        named = {*self._named(), *listed} if theirs.keys() - here.keys() else set(theirs)
        before = parents_of(list(theirs.values()))
        new: list[CodebookVersion] = []
        for one in sorted(theirs.values(), key=lambda one: (one.number, one.id)):
            if one.id in here:
                self.ids[one.id] = one.id
            elif one.id in named:
                made = self._called_here(one, labels)
                same = self._same(made, [self.ids.get(id, id) for id in before[one.id]], here)
                self.ids[one.id] = same or made.id
                if same is None:
                    here[made.id] = made
                    new.append(made)
        self._project.codebooks.add(new)
        return [one.id for one in heads_of(new)]

    def _same(
        self,
        made: CodebookVersion,
        parents: Sequence[CodebookVersionId],
        here: Mapping[CodebookVersionId, CodebookVersion],
    ) -> CodebookVersionId | None:
        """Return which version here has this content; of several the one that was made from the same ones."""
        if made.id in here:
            return made.id
        alike = [known for known in here.values() if known.codebook == made.codebook]
        if len(alike) > 1:
            made_from = parents_of(list(here.values()))
            alike.sort(key=lambda known: (set(made_from[known.id]) == set(parents), known.time, known.id))
        return alike[-1].id if alike else None

    def of(self, version: CodebookVersionId) -> CodebookVersionId:
        """Return what a version is called here; unknown where only its number in another project is known."""
        found = self.ids.get(version)
        return found if found is not None else UNKNOWN_VERSION if self._is_other and number_in(version) else version

    @property
    def _listed(self) -> tuple[CodebookVersion, ...]:
        return (*self._bundle.codebook_versions, *self._bundle.coded_under)

    def _theirs(self) -> Iterable[CodebookVersion]:
        listed = self._listed
        yield from listed
        if self.current and all(one.id != self.current for one in listed):
            yield CodebookVersion(
                self.current, self._bundle.codebook_version, self._bundle.codebook, "Imported", None, ""
            )

    def _named(self) -> Collection[CodebookVersionId]:
        """Return the versions that spans and decisions of the bundle name."""
        found = set[CodebookVersionId]()
        for coded in self._bundle.documents:
            found.update(span.codebook_version for span in coded.spans)
            for decision in coded.decisions:
                found.add(decision.codebook_version)
                found.update(span.codebook_version for span in decision.candidates)
        return found

    def _called_here(self, version: CodebookVersion, labels: Mapping[str, LabelId]) -> CodebookVersion:
        """Return a version with the labels called as here; of another content it is another version."""
        ids: dict[str, LabelId] = {label.id: labels.get(label.id, label.id) for label in version.codebook.labels}
        is_same, one = all(id == new for id, new in ids.items()), version
        if not is_same and len(set(ids.values())) == len(ids):
            one = replace(version, codebook=renamed(version.codebook, ids))
        parents = tuple(self.ids.get(parent, parent) for parent in version.parents)
        id = version.id if is_same and not number_in(version.id) else _id_of(version.id, one.codebook)
        return replace(one, id=id, coder=self._coder(version.coder), parents=parents)


def _id_of(id: CodebookVersionId, codebook: Codebook) -> CodebookVersionId:
    """Return the id of a version that has none of its own: the same whenever it comes in."""
    whose = "" if number_in(id) else id
    return CodebookVersionId(hashlib.sha256(f"{whose}\n{codebook.to_json()}".encode()).hexdigest()[:32])
