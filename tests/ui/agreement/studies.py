"""Studies written by hand, figure by figure, and what shows them."""

from collections.abc import Sequence

from annotator.agreement.input.passages import CodedPassage
from annotator.agreement.results import CoefficientResult, Interval
from annotator.agreement.study.diagnostics import StudyPassages
from annotator.agreement.study.study import Aspect, Design, DocumentFigure, Figure, Study
from annotator.model.codebook import Label
from annotator.model.coder import Layer, LayerKind
from annotator.model.document import DocumentInfo
from annotator.model.ids import CoderId, DocumentId, LabelId, LayerId, SpanId
from annotator.model.span import Extent, Span
from annotator.operations.agreement.study_names import StudyNames
from annotator.ui.agreement.study_runner import Stock, StudyView
from tests.projects import default_codebook

CODERS = ("Ana", "Ben", "Chloé")
BOOK = {str(label.id): label for label in default_codebook().labels}
NAMES = StudyNames(BOOK, CODERS)
LAYERS = tuple(Layer(id=LayerId(name), name=name, kind=LayerKind.CODER, coder=CoderId(f"c{name}")) for name in CODERS)
ONE_CATEGORY = "All coders used one category only, “(none)”, so nothing can vary."


def figure(
    value: float | None,
    aspect: Aspect = Aspect.ALL,
    label: str | None = None,
    part: str = "",
    coders: tuple[int, ...] = (0, 1, 2),
    coefficient: str = "alpha-nominal",
    interval: tuple[float, float] | None = None,
    n: float = 312,
    with_children: bool = False,
) -> Figure:
    """Return a figure; without a value it is undefined."""
    found = Interval(*interval, 0.95, 1000) if interval is not None else None
    result = CoefficientResult(
        coefficient=coefficient,
        value=value,
        undefined="" if value is not None else ONE_CATEGORY,
        n=n,
        documents=9,
        interval=found,
        prevalence={"(none)": 0.9, "appeal": 0.0991, "appeal + warning": 0.0009},
        convention="A unit's category is the set of labels on it.",
    )
    named = LabelId(label) if label is not None else None
    what = {"aspect": aspect, "coefficient": coefficient, "coders": coders, "label": named, "part": part}
    return Figure(**what, result=result, with_children=with_children)  # type: ignore[arg-type]  # by their names


def span(coder: int, start: int, stop: int, label: str = "appeal", document: int = 0) -> Span:
    """Return a span of a coder."""
    id = SpanId(f"{CODERS[coder]}-{document}-{start}")
    extents = (Extent(start, stop),)
    return Span(id, LAYERS[coder].id, DocumentId(f"d{document}"), LabelId(label), extents, f"words {start}")


def place(*spans: Span | None, document: int = 0) -> CodedPassage:
    """Return a place where all coders took part."""
    return CodedPassage(document, spans, (True,) * len(spans))


PLACES = (
    place(span(0, 0, 9), span(1, 0, 9), span(2, 2, 9)),
    place(span(0, 20, 29), span(1, 20, 29, "warning"), None),
    place(None, span(1, 5, 9, document=1), span(2, 5, 9, document=1), document=1),
)
FIGURES = (
    figure(0.8, interval=(0.74, 0.87)),
    figure(0.91, coefficient="percent"),
    figure(0.81, label="warning", interval=(0.74, 0.87)),
    figure(0.9, label="appeal"),
    figure(0.75, Aspect.FOUND),
    figure(0.85, Aspect.LABEL),
    figure(None, Aspect.ATTRIBUTE, "warning", "force", coefficient="alpha-ordinal"),
    figure(0.42, Aspect.SLOT, "warning", "addressee", coefficient="alpha-masi", interval=(0.3, 0.55)),
    *(figure(0.6, coders=pair) for pair in ((0, 1), (0, 2), (1, 2))),
)


def study(figures: Sequence[Figure] = FIGURES, places: Sequence[CodedPassage] = PLACES) -> Study:
    """Return a study of two documents by three coders."""
    labels = tuple(map(LabelId, BOOK))
    counts = {label: (3, 2, 1) if label == "appeal" else (0, 1, 0) for label in labels}
    by_document = tuple(
        DocumentFigure(
            document=DocumentId(f"d{number}"),
            value=0.4 + number / 5,
            undefined="",
            coders=(0, 1, 2),
            places=2,
            differing=1,
        )
        for number in range(2)
    )
    return Study(
        design=Design(),
        coders=tuple(layer.id for layer in LAYERS),
        labels=labels,
        documents=2,
        compared=2,
        characters=200,
        spans=counts,
        figures=tuple(one for one in figures if not one.with_children),
        by_parent=tuple(one for one in figures if one.with_children),
        by_document=by_document,
        places=tuple(places),
    )


def found(made: Study | None = None, labels: Sequence[Label] = tuple(BOOK.values())) -> StudyView:
    """Return a study with what it takes to show it; `labels`: those of the codebook."""
    made = made if made is not None else study()
    infos = tuple(
        DocumentInfo(DocumentId(f"d{number}"), f"Text {number}", f"sha{number}", 100, {"date": date}, "", number)
        for number, date in enumerate(("2023-04-06", "2021"))
    )
    stock = Stock(LAYERS, infos, tuple(labels))
    return StudyView(stock, LAYERS, made, StudyPassages(made), {info.id: 500 for info in infos})
