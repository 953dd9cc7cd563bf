import unicodedata
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from annotator.model.errors import NotAllowed
from annotator.store.connections import keys
from annotator.store.connections.connecting import connect, new_key


def test_what_opens_sqlciphers_files_with_the_passphrase_opens_ours(tmp_path: Path) -> None:
    path = tmp_path / "p.annot"
    with closing(connect(path, key=new_key(path, "pas’s phrase ü"))) as connection:
        connection.execute("CREATE TABLE t (x)")
    with closing(sqlcipher.connect(path)) as other:
        other.execute("PRAGMA key = 'pas’s phrase ü'")
        assert other.execute("SELECT name FROM sqlite_schema").fetchall() == [("t",)]


def test_a_letter_is_the_same_typed_as_one_or_as_two() -> None:
    salt = bytes(16)
    typed = "Besprechung mit Müller"
    one, two = (keys.make_key(unicodedata.normalize(form, typed), salt) for form in ("NFC", "NFD"))
    assert one == two != keys.make_key(typed + " ", salt)


@pytest.mark.parametrize("passphrase", ["", "  ", "\n"])
def test_there_is_no_empty_passphrase(passphrase: str) -> None:
    with pytest.raises(NotAllowed, match="cannot be empty"):
        keys.make_key(passphrase)


def test_a_new_file_has_a_salt_of_its_own_and_no_key_shows_itself() -> None:
    one, other = keys.make_key("same"), keys.make_key("same")
    assert one.salt != other.salt and one != other
    assert one.literal[2:66] not in repr(one) and one.literal[2:66] not in str(one)


def test_what_is_forgotten_is_not_known() -> None:
    key = keys.make_key("same")
    keys.keep(key)
    assert keys.known(key.salt) is key
    keys.forget(key.salt)
    assert keys.known(key.salt) is None
