"""Bundle: a project, or a part of it, as plain objects: what the formats read and write.

`documents` may be any iterable and is gone through once, so that a large export need not stand in memory.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from annotator.model.actor import Actor
from annotator.model.codebook import Codebook
from annotator.model.coder import Assignment, Coder, Layer
from annotator.model.decision import Decision
from annotator.model.document import Document
from annotator.model.span import Link, Span


@dataclass(frozen=True, slots=True)
class CodedDocument:
    """A document with what was said about it, over all the layers of the bundle."""

    document: Document
    spans: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()
    decisions: tuple[Decision, ...] = ()
    assignments: tuple[Assignment, ...] = ()


@dataclass(frozen=True, slots=True)
class Bundle:
    """`codebook_version`: its number in the project it comes from, 0 where the format has none."""

    codebook: Codebook
    documents: Iterable[CodedDocument]
    coders: tuple[Coder, ...] = ()
    layers: tuple[Layer, ...] = ()
    actors: tuple[Actor, ...] = ()
    name: str = ""
    codebook_version: int = 0
    notices: tuple[str, ...] = field(default=())
