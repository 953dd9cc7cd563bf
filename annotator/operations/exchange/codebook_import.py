"""The codebook of a bundle taken into a project: adopted by an empty one, brought together with that of another."""

from collections.abc import Iterator
from dataclasses import replace

from annotator.model.bundle import Bundle
from annotator.model.codebook import Codebook
from annotator.model.codebook_version import CodebookVersion
from annotator.model.errors import NotAllowed
from annotator.model.ids import LabelId
from annotator.model.removal import RemovedKind
from annotator.operations.codebook import codebook as codebooks
from annotator.operations.codebook.merging import merge_codebooks, with_labels_of, without
from annotator.operations.exchange.called_here import CalledHere, merged_here
from annotator.operations.exchange.found_codebook import only_said
from annotator.operations.exchange.origins import Matched
from annotator.store.project import Project

_NOTE = "Labels of imported annotations"


class CodebookImport:
    """One codebook. `called`: where it says what labels are called here; `coder`: whose work all is, where it is said.

    `bundle`: as it came, or with its documents in a list, where these had to be gone through. `said`: what came of it.
    """

    def __init__(
        self, project: Project, bundle: Bundle, called: CalledHere, matched: Matched, coder: str | None
    ) -> None:
        self._project, self._called, self._matched, self._coder = project, called, matched, coder
        self.bundle = bundle
        self.said: list[str] = []

    def take(self) -> None:
        """Take the codebook and its versions; raises `NotAllowed` where what was said of labels does not fit."""
        if self.bundle.codebook_version and not self._project.documents.count():
            self._adopt()
        else:
            self._bring_together()

    def _adopt(self) -> None:
        project, bundle, versions = self._project, self.bundle, self._called.versions
        if bundle.codebook_versions and len(project.codebooks.all()) == 1:
            codebooks.adopt_history(project, map(self._by_whom, bundle.codebook_versions))
        else:
            here = codebooks.adopt(project, bundle.codebook, bundle.codebook_version, bundle.codebook_id or None)
            versions.ids[versions.current] = here
        self._called.labels = {label.id: label.id for label in bundle.codebook.labels}
        versions.take(self._called.labels)

    def _by_whom(self, version: CodebookVersion) -> CodebookVersion:
        return replace(version, coder=self._called.coder(version.coder))

    def _bring_together(self) -> None:
        project, called, ours = self._project, self._called, self._project.codebooks.current()
        called.merged = self._merged_labels()
        theirs = self._theirs(ours.codebook)
        if called.versions.is_known():
            # What is otherwise there is what was changed here since.
            merged, called.labels = with_labels_of(ours.codebook, theirs), {one.id: one.id for one in theirs.labels}
        else:
            merged, called.labels, called.following, self.said = merge_codebooks(
                ours.codebook, theirs, self._said_labels(theirs)
            )
        called.labels = {**called.labels, **{str(old): new for old, new in called.merged.items()}}
        if self.bundle.codebook_version and (beside := called.versions.take(called.labels)):
            codebooks.bring_together(project, merged, beside, _NOTE, ours=ours)
        else:
            codebooks.save(project, merged, _NOTE)
        if not self.bundle.codebook_version:
            called.codebook_version = project.codebooks.current().id

    def _theirs(self, ours: Codebook) -> Codebook:
        """Return their codebook without what is no more here; of a bundle without versions only what it says."""
        theirs = without(self.bundle.codebook, {*self._given_up(), *map(LabelId, self._called.merged)})
        if self.bundle.codebook_version:
            return theirs
        if isinstance(self.bundle.documents, Iterator):  # others are gone through again, and need not be held
            self.bundle = replace(self.bundle, documents=list(self.bundle.documents))
        return only_said(theirs, ours, self.bundle.documents)

    def _merged_labels(self) -> dict[str, LabelId]:
        """Return what labels of theirs were merged into here, which their codings follow."""
        ours, to = self._project.codebook, merged_here(self._project, RemovedKind.LABEL)
        return {
            label.id: LabelId(to[label.id])
            for label in self.bundle.codebook.labels
            if label.id in to and ours.get(label.id) is None and ours.get(to[label.id]) is not None
        }

    def _given_up(self) -> set[LabelId]:
        """Return the labels that the project had and has no more, such as merged ones, if nothing new needs them."""
        had = {label.id for version in self._project.codebooks.all() for label in version.codebook.labels}
        gone = had - {label.id for label in self._project.codebook.labels}
        gone &= {label.id for label in self.bundle.codebook.labels}
        if not gone:
            return gone
        documents = list(self.bundle.documents)
        self.bundle = replace(self.bundle, documents=documents)
        spans = [span for coded in documents for span in coded.spans if span.label in gone]
        decisions = [decision for coded in documents for decision in coded.decisions]
        known = self._project.spans.which_exist([span.id for span in spans])
        decided = self._project.decisions.which_exist([decision.id for decision in decisions])
        new = (one.candidates for one in decisions if one.id not in decided)
        needed = {span.label for span in spans if span.id not in known or self._coder is not None}
        return gone - needed - {span.label for candidates in new for span in candidates}

    def _said_labels(self, theirs: Codebook) -> dict[str, LabelId | None]:
        """Return what was said of their labels; raises `NotAllowed` for one that cannot be that label."""
        ours, found = self._project.codebook, dict[str, LabelId | None]()
        for label in theirs.labels:
            if label.id in self._matched.labels:
                same = found[label.id] = self._matched.labels[label.id]
                known = ours.get(same) if same is not None else None
                if same is not None and known is None:
                    raise codebooks.no_label(self._project, same)
                if known is not None and known.scope != label.scope:
                    if label.id in self._matched.made:
                        found[label.id] = None  # of that name one is put on passages, and one on whole documents
                        continue
                    raise NotAllowed(
                        f"“{label.name}” cannot be “{known.name}”: one is of passages, the other of whole documents."
                    )
        return found
