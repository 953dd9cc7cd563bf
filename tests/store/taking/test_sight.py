"""What a coder's copy sees is theirs, what all share, and the documents that they ever had."""

from pathlib import Path

from annotator.operations.coding import annotate
from annotator.operations.recycle_bin import removing
from annotator.operations.team import assigning
from tests.operations.desks import make_table


def test_a_coder_sees_the_documents_that_were_given_to_them_coded_or_done_and_no_others(tmp_path: Path) -> None:
    table = make_table(tmp_path, "Lea", "Ana", "Ben")
    project, (one, two) = table.project, table.documents
    ana, ben = table.coders["Ana"].id, table.coders["Ben"].id
    sees = project.strands.channels_of(ana).__contains__
    assert sees("shared") and sees(f"coder/{ana}") and not sees(f"coder/{ben}")
    assert not any(map(sees, ("lead", "gold", f"document/{one}", f"released/{one}", f"coder/{table.coders['Lea'].id}")))
    table.sit("Lea")
    assigning.assign(project, [ana], [one])
    sees = project.strands.channels_of(ana).__contains__
    assert sees(f"document/{one}") and sees(f"released/{one}") and not sees(f"document/{two}")
    project.undo()
    assert f"document/{one}" in project.strands.channels_of(ana), "what was given away cannot be taken back"
    span = table.code("Ben", "appeal", "France")
    assert f"document/{one}" in project.strands.channels_of(ben)
    annotate.remove_spans(project, [span.id])
    table.code("Ben", "genre", document=1)
    table.sit("Lea")
    removing.remove_coder(project, ben, with_codings=True)
    assert f"document/{two}" in project.strands.channels_of(ben), "what lies in the recycle bin may be put back"


def test_strands_are_ones_own_where_they_were_written_here(tmp_path: Path) -> None:
    table = make_table(tmp_path)
    table.code("Ana", "appeal", "France")
    assert table.project.strands.own() == set(table.project.strands.vector())
