"""What is not kept on this computer since its place cannot be written, said once at the start in one sentence.

A home that is read-only, full or not there (a kiosk, a quota, a container) keeps nobody from working: projects lie
where their users put them.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from annotator.model.wording import word_list
from annotator.store.folders import why_not_writable
from annotator.ui.window.start_rows import short_folder


def not_kept(places: Mapping[Path, Sequence[str]]) -> str:
    """Return the sentence, "" where all can be kept. `places`: folder -> what is kept there, in the plural."""
    whys = {folder: why for folder in places if (why := why_not_writable(folder))}
    if not whys:
        return ""
    things = word_list(dict.fromkeys(thing for folder in whys for thing in places[folder]))
    by_why: dict[str, list[str]] = {}
    for folder, why in whys.items():
        by_why.setdefault(why, []).append(short_folder(folder))
    where = word_list([f"{word_list(folders, 'or')} ({why})" for why, folders in by_why.items()], "or")
    return (
        f"{things[:1].upper()}{things[1:]} are not kept, since nothing can be written in {where}; "
        "projects in other folders are saved as always."
    )
