from pathlib import Path

from tests.cli.running import Cli
from tests.projects import make_desk


def test_what_is_not_encrypted_cannot_be_decrypted(cli: Cli, tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    refused = cli("decrypt", desk.project.path, tmp_path / "new.annot")
    assert refused.code == 1 and refused.sentence.startswith("project.annot is not encrypted")
