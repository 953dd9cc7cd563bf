"""Projects under a passphrase: made, opened, written anew under another one or none."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from annotator.model.errors import NotAllowed
from annotator.model.wording import counted, one_or_many
from annotator.store.backups import reciphering
from annotator.store.backups.choice import chosen
from annotator.store.backups.folder import files_of_project
from annotator.store.connections.connecting import is_encrypted
from annotator.store.project import Project

LOST = (
    "A lost passphrase is final: without it nobody can read the project, its backups or its rescue files, and nobody "
    "can set another."
)
EXPORTS = "Exports are plain files: whoever has one can read it."
WRITTEN_PLAIN = "What is written is a plain file: whoever has it can read it."
_OF_PLAIN = "a plain file, which everybody can read"
DELETE = (
    "Delete what should not be read once {new} has been opened; what a disk keeps of deleted files this cannot reach."
)
_SHORT, _LONG = 12, 20
_FEW_LETTERS = 6


class Rewriting(StrEnum):
    """What a project is written anew for; the value ends the name that is proposed for the new file."""

    ENCRYPT = "encrypted"
    CHANGE = "new passphrase"
    DECRYPT = "decrypted"


@dataclass(frozen=True, slots=True)
class WrittenAnew:
    """A project that was written anew. `stays`: what of the old one is there still, in sentences."""

    path: Path
    stays: str


def saving(title: str, project: Project) -> str:
    """Return the title of a dialog that asks for a file: of an encrypted project it says that this one is plain."""
    return f"{title} ({_OF_PLAIN})" if project.is_encrypted else title


def written_plain(project: Project) -> str:
    """Return the sentence for what is written of an encrypted project, empty for any other."""
    return WRITTEN_PLAIN if project.is_encrypted else ""


def encrypt(old: Path, new: Path, passphrase: str) -> WrittenAnew:
    """Write a project to a new file that only its passphrase opens; raises `NotAllowed` or `BadProject`."""
    if not passphrase.strip():
        raise NotAllowed("A passphrase cannot be empty.")
    return _rewritten(old, new, passphrase)


def decrypt(old: Path, new: Path) -> WrittenAnew:
    """Write an encrypted project, which is unlocked, to a new file that everybody can read."""
    if not is_encrypted(old):
        raise NotAllowed(f"{old.name} is not encrypted; whoever has it can read it.")
    return _rewritten(old, new, "")


def rewrite(old: Path, new: Path, kind: Rewriting, passphrase: str) -> WrittenAnew:
    """Write a project anew; `passphrase`: of the new file, where that is encrypted."""
    return decrypt(old, new) if kind is Rewriting.DECRYPT else encrypt(old, new, passphrase)


def proposed(old: Path, kind: Rewriting) -> Path:
    """Return a free name beside a project for the file that it is written to."""
    stems = [f"{old.stem} {kind}", *(f"{old.stem} {kind} ({number})" for number in range(2, 100))]
    places = [old.with_name(f"{stem}{old.suffix}") for stem in stems]
    return next((place for place in places if not place.exists()), places[0])


def what_stays(old: Path, kind: Rewriting) -> str:
    """Return in a sentence what of a project that is written anew is there still, and who can read it."""
    word = "old passphrase" if kind is Rewriting.CHANGE else "passphrase"
    who = f"whoever knows its {word}" if is_encrypted(old) else "everybody"
    files = files_of_project(chosen().folder, old)
    plain = sum(not is_encrypted(file.path) for file in files)
    stays = f"{old.name} stays as it was: {who} can read it"
    if files and not plain:
        stays += f", and {counted(len(files), 'backup')} of it"
    if plain:
        stays += f"; {counted(plain, 'backup')} of it {one_or_many(plain, 'is', 'are')} not encrypted"
    return f"{stays}."


def hint(passphrase: str) -> str:
    """Return in a sentence how a passphrase could be better; empty where it is long enough."""
    if len(passphrase) < _SHORT or len(set(passphrase)) < _FEW_LETTERS:
        return "This one is guessed by trying: take four or more words that do not belong together."
    if len(passphrase) < _LONG and passphrase.isalnum():
        return "Longer is better than odd signs: one or two words more."
    return ""


def _rewritten(old: Path, new: Path, passphrase: str) -> WrittenAnew:
    with Project.open(old) as project:  # whatever a crash left is put in order
        project.quick_check()
    reciphering.recipher(old, new, passphrase)
    kind = Rewriting.CHANGE if passphrase else Rewriting.DECRYPT
    return WrittenAnew(new, f"{what_stays(old, kind)} {DELETE.format(new=new.name)}")
