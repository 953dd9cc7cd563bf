"""Random projects, made by verbs, written in each format and read into a new project: what no loss names is there.

What both hold is compared as `export --layer all --with-names` gives it: the archive of which nothing is left out.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from annotator.formats.format import Format
from annotator.formats.registry import FORMATS
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.bundle import Bundle
from annotator.model.codebook import Codebook, CodesPerUnit, CodingUnit, Label
from annotator.model.errors import UserError
from annotator.model.ids import AttributeId, LabelId
from annotator.operations.codebook import codebook
from annotator.operations.coding import unit_coding
from annotator.operations.documents import units
from annotator.operations.exchange import exporting, importing
from annotator.operations.exchange.finding import ImportSource, sources_in
from annotator.store.project import Project
from tests.examples import USUAL
from tests.formats.round_trip import differences
from tests.operations import desks, random_coding
from tests.operations.random_projects import TEXTS
from tests.operations.test_undo_everything import PICK, PLACE, Users

BOTH_WAYS = [one for one in FORMATS if one.reader is not None and one.writer is not None]
_APPEAL, *_OTHERS = desks.BOOK.labels
_SECRET = desks.attribute("secret", AttributeKind.CHOICE, 'ja, "nein"', "其他", "a|b; c").model_copy(
    update={"when": {AttributeId("public"): ("yes",)}}
)
BOOK = desks.BOOK.with_labels(
    (
        Label(id=LabelId("acts"), name="Acts: 言", heading=True, code="5"),
        _APPEAL.model_copy(
            update={"parent": LabelId("acts"), "code": "504", "attributes": (*_APPEAL.attributes, _SECRET)}
        ),
        *_OTHERS,
    )
)
"""With a heading, codes of a scheme, and attributes that are asked under conditions."""
_CODED = [label.id for label in BOOK.in_use]
PIECES = st.lists(st.tuples(PLACE, PLACE).map(sorted).map(tuple), min_size=1, max_size=3)
CRLF = "Ana urged 🕊 Ben.\r\nBen agreed: «e\u0301tude».\r\n\r\nدعا الرئيس 中国。\r\n"


class Exporters(Users):
    """The users, who code more than they do else; in the end what they made is exported and imported."""

    book = BOOK

    @initialize(
        texts=st.lists(TEXTS, min_size=1, max_size=3, unique=True),
        coded=st.lists(st.tuples(PICK, st.sampled_from(_CODED), PIECES), min_size=8, max_size=24),
        doing=st.tuples(*[random_coding.coding(30, 10)] * 3),
        unit=st.sampled_from([CodingUnit.FREE, CodingUnit.FREE, CodingUnit.SENTENCE, CodingUnit.PARAGRAPH]),
        codes=st.sampled_from(CodesPerUnit),
    )
    def begin_with(
        self,
        texts: list[str],
        coded: list[tuple[int, str, list[Any]]],
        doing: Sequence[list[random_coding.Act]],
        unit: CodingUnit,
        codes: CodesPerUnit,
    ) -> None:
        Users.begin(self)
        self.add_coder("Ben")
        self.add_coder("Chloé")
        crlf = Path(self.folder.name) / "crlf.txt"
        crlf.write_bytes(CRLF.encode())
        self.attempt(importing.import_sources, [ImportSource(crlf)])
        self.add_documents(texts)
        for pick, label, pieces in coded:
            self.code(pick, label, [] if label == "genre" else pieces)
        for pick, done in enumerate(doing):
            self.code_a_while(pick, done)
        self.settle("majority")  # so that there is gold, with decisions
        if unit is not CodingUnit.FREE:
            given = self.project.codebook.model_copy(update={"unit": unit, "codes_per_unit": codes})
            self.attempt(codebook.save, given)
            self.attempt(units.cut_units)
            for pick in range(12):
                self.code_unit(pick * 5, pick)

    def begin(self) -> None:
        """Begun with more."""

    def attempt(self, verb: Any, *arguments: Any, **named: Any) -> None:
        with suppress(UserError):
            verb(self.project, *arguments, **named)

    @rule(pick=PICK, doing=random_coding.coding(25))
    def code_a_while(self, pick: int, doing: list[random_coding.Act]) -> None:
        if (layer := self.one(self.project.layers.all(), pick)) and self.project.documents.count():
            self.project.person = layer.coder
            random_coding.do(self.project, layer.id, doing)

    @rule(pick=PICK, other=PICK)
    def code_unit(self, pick: int, other: int) -> None:
        document = self.one(self.project.documents.all(), pick)
        layer = self.one(self.project.layers.all(), pick // 7)
        label = self.one(self.project.codebook.in_use, other)
        if document and layer and label and (there := self.project.units.of_document(document.id)):
            self.project.person = layer.coder
            self.attempt(unit_coding.code_units, document.id, layer.id, [self.one(there, other)], label.id)

    def teardown(self) -> None:
        if hasattr(self, "project"):
            try:
                problems = [problem for one in BOTH_WAYS for problem in come_back(self.project, one)]
            finally:
                self.project.close()
                self.folder.cleanup()
            assert not problems, "\n".join(problems)

    def the_file_is_sound_and_the_history_says_what_was_done(self) -> None:
        """Held elsewhere."""

    def all_can_be_undone_and_redone(self) -> None:
        """Held elsewhere."""

    def restart(self) -> None:
        """Held elsewhere."""


def come_back(project: Project, format: Format) -> Iterator[str]:
    """Yield what is otherwise once a project was exported and imported, beyond what the losses say."""
    folder = project.path.parent / "round trip"
    out = folder / "all" if format.folder else folder / f"all{format.extensions[0]}"
    written = exporting.export(project, out, format.name, "all", names=True)
    try:
        with Project.create(folder / "second.annot", Codebook()) as second:
            report = importing.import_sources(second, sources_in([out if format.folder else folder]))
            yield from (f"{format.name}: {sentence}" for sentence in report.failed)
            before, after = (archive(one) for one in (project, second))
            yield from (f"{format.name}: {one}" for one in differences(format, before, after, written.lost))
            yield from (f"{format.name}: {one}" for one in second.check())
    finally:
        shutil.rmtree(folder)


def archive(project: Project) -> Bundle:
    """Return all that a project gives on."""
    bundle = exporting.chosen_bundle(project, "all")
    return replace(bundle, documents=list(bundle.documents))


TestExporters = Exporters.TestCase
TestExporters.settings = settings(
    max_examples=200 if settings().max_examples > USUAL else 4,  # each is exported and imported fifteen times
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
