"""A line a document and label: what is counted is what there is."""

from annotator.formats.tables.label_table import PASSAGES, LabelTable
from annotator.model.span import tidy
from tests.formats.bundles import sample_bundle


def test_passages_are_counted_by_layer_and_label_and_no_character_twice() -> None:
    bundle = sample_bundle()
    table = LabelTable(bundle, named=False, as_text=str)
    for coded in bundle.documents:
        rows = [dict(zip(table.header, row, strict=True)) for row in table.rows(coded)]
        for row in rows:
            same = [
                span
                for span in coded.spans
                if (span.layer, span.label) == (row["layer_id"], row["label"]) and bool(span.extents)
            ]
            if row["of"] == PASSAGES:
                covered = tidy(extent for span in same for extent in span.extents)
                assert (row["spans"], row["characters"]) == (len(same), sum(b - a for a, b in covered))
        counted = sum(row["spans"] for row in rows if isinstance(row["spans"], int))
        assert counted == sum(bool(span.extents) for span in coded.spans)
        assert rows, "no document is missing"
