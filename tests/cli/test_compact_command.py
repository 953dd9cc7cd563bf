"""`annotator compact` says what it gave back."""

from pathlib import Path

from tests.cli.running import Cli


def test_it_says_how_large_the_file_is_now(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "p.annot"
    cli("new", path, "--coder", "Ana")
    done = cli("compact", path)
    assert done.code == 0 and "p.annot takes 0." in done.out
    assert cli("compact", tmp_path / "none.annot").code == 1
