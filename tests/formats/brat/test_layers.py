"""Which folder is which layer stands in a comment, and comments of others are passed over."""

from pathlib import Path

from annotator.formats.brat.layers import layers_in, layers_of_bundle
from tests.formats.bundles import sample_bundle


def test_what_is_written_is_read(tmp_path: Path) -> None:
    layers = layers_of_bundle(sample_bundle(), named=True)
    (tmp_path / "annotation.conf").write_text("".join(f"{one.line}\n" for one in layers) + "[entities]\nA\n")
    assert list(layers_in(tmp_path)) == layers
    assert [one.folder for one in layers] == ["Ana_Souza", "Ben_Ötker", "Gold"]
    assert [one.coder_name for one in layers_of_bundle(sample_bundle(), named=False)] == ["C1", "C2", ""]


def test_comments_of_others_say_nothing(tmp_path: Path) -> None:
    assert list(layers_in(tmp_path)) == []
    said = "# layer\n# layer\ta\tking\tid\tc\tn\tm\n# layer\ta\tcoder\tid\t\t\tm\n# layers of meaning\n"
    (tmp_path / "annotation.conf").write_text(said)
    assert list(layers_in(tmp_path)) == []
