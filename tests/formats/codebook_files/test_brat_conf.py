"""brat's configuration: types with their places, arguments, relations, attributes, and what stands beside it."""

from pathlib import Path

from annotator.formats.codebook_files.registry import read_codebook_file
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.role_kinds import Takes

CONF = """# A comment
[entities]
<ORGS>=State|IO
!Party
\tState
\tIO
--------
Place

[relations]
Near\tArg1:<ORGS>, Arg2:Place
Equiv\tArg1:State, Arg2:State, <REL-TYPE>:symmetric-transitive
ENTITY-NESTING\tArg1:<ANY>, Arg2:<ANY>
Lost\tArg1:Nobody, Arg2:State

[events]
Meeting\tHost?:<ORGS>, Guest+:<ORGS>, Theme2?:Place, About*:Meeting|Talk
Talk\tSpeaker:Party

[attributes]
Negated\tArg:<EVENT>
Certainty\tArg:<EVENT>, Value:high|low
"""


def test_all_of_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "annotation.conf").write_text(CONF)
    (tmp_path / "visual.conf").write_text(
        "[labels]\nIO | International organisation | IO\n[drawing]\nIO bgColor:#aabbcc\n"
    )
    (tmp_path / "kb_shortcuts.conf").write_text("# keys\nI IO\nP Place\nx Nothing\n")
    read = read_codebook_file(tmp_path / "annotation.conf")
    labels = {str(label.id): label for label in read.codebook.labels}
    assert list(labels) == ["party", "state", "io", "place", "meeting", "talk"]
    assert labels["party"].heading and labels["state"].parent == labels["io"].parent == "party"
    organisation = labels["io"]
    assert (organisation.name, organisation.colour, organisation.key) == ("International organisation", "#AABBCC", "i")
    assert [(role.name, role.takes, role.labels, role.several) for role in organisation.roles] == [
        ("Near", Takes.PARTY, ("place",), True)
    ]
    host, guest, theme, about = labels["meeting"].roles
    assert (host.required, host.several, guest.required, guest.several) == (False, False, True, True)
    assert theme.name == "Theme" and (about.takes, about.labels) == (Takes.SPAN, ("meeting", "talk"))
    (speaker,) = labels["talk"].roles
    assert speaker.required and speaker.labels == ("state", "io")
    negated, certainty = labels["meeting"].attributes
    assert negated.kind is AttributeKind.FLAG and certainty.values == ("high", "low")
    assert [notice[:2] for notice in read.notices] == ["2 ", "1 "]
