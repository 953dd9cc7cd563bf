"""dkpro-cassis reads what we write: texts, places in UTF-16, notes and slots."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from annotator.formats.format import WriteOptions
from annotator.formats.registry import format_named
from annotator.formats.uima.naming import type_name
from annotator.formats.writing import write
from annotator.model.bundle import Bundle, CodedDocument
from tests.examples import examples
from tests.formats.bundles import GOLD, full_bundles
from tests.oracles.oracle import Oracle, python_oracle


@pytest.fixture(scope="module")
def cassis() -> Iterator[Oracle]:
    yield from python_oracle("uima", "cassis")


def said_of(coded: CodedDocument) -> list[list[object]]:
    """Return what is to be read: what stands in gold and is in one piece, and its slots that are passages."""
    text, found = coded.document.text, list[list[object]]([["text", coded.document.text, "", []]])
    whole = {span.id: text[span.start : span.stop] for span in coded.spans if span.extents and span.layer == GOLD}
    for span in coded.spans:
        if span.id in whole:
            parties = [
                [link.role, whole[link.span] if link.span else text[link.extents[0].start : link.extents[-1].stop]]
                for link in coded.links
                if link.act == span.id and (link.span in whole or link.extents)
            ]
            found.append([type_name(span.label), whole[span.id], span.note, sorted(parties)])
    return sorted(found, key=str)


@pytest.mark.parametrize("name", ["xmi", "cas-json"])
@settings(max_examples=examples(10), deadline=None)
@given(bundle=full_bundles())
def test_cassis_reads_the_same(cassis: Oracle, name: str, bundle: Bundle) -> None:
    form = format_named(name)
    layers = tuple(layer for layer in bundle.layers if layer.id == GOLD)
    with TemporaryDirectory() as folder:
        for number, coded in enumerate(bundle.documents):
            spans = tuple(span for span in coded.spans if span.layer == GOLD)
            known = {span.id for span in spans}
            links = tuple(link for link in coded.links if link.act in known and (not link.span or link.span in known))
            only = replace(coded, spans=spans, links=links, assignments=())
            if not coded.document.text.isprintable() or not coded.document.text:
                continue
            written = write(
                form, replace(bundle, documents=[only], layers=layers), Path(folder, str(number)), WriteOptions()
            )
            file = next(one for one in written.files if not one.endswith("TypeSystem.xml"))
            read = cassis.ask(name.replace("-", "_"), folder=str(Path(folder, str(number))), file=file)
            assert sorted(read, key=str) == said_of(only)
