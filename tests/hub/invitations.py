"""Invitations, drawn."""

from hypothesis import strategies as st

from annotator.hub.invitation import Invitation
from annotator.model.coder import TeamRole
from annotator.model.ids import CoderId
from tests.hub.addresses import CERTIFICATE, LOGINS, addresses

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@st.composite
def invitations(draw: st.DrawFn) -> Invitation:
    return Invitation(
        origin=draw(st.from_regex(r"[0-9a-f]{32}", fullmatch=True)),
        project=draw(WORDS | st.just("")),
        coder=CoderId(draw(WORDS)),
        coder_name=draw(WORDS),
        role=draw(st.sampled_from(TeamRole)),
        address=draw(addresses()).with_login(draw(LOGINS)),
        one_time_password=draw(st.from_regex(r"[a-z2-9]{5}(-[a-z2-9]{5}){4}", fullmatch=True) | WORDS),
        until=draw(st.datetimes().map(lambda moment: f"{moment.isoformat()}Z")),
        lead_name=draw(WORDS | st.just("")),
    )


def made(**others: object) -> Invitation:
    """An invitation as one looks like."""
    from annotator.hub.address import HubAddress

    said: dict[str, object] = {
        **{"origin": "0" * 32, "project": "Readouts", "coder": CoderId("ana-id"), "coder_name": "Ana Souza"},
        **{"role": TeamRole.CODER, "address": HubAddress("hub.example.org", "texts", 5433, "k_7f3a", CERTIFICATE)},
        **{"one_time_password": "k7mwx-2p9qd-aaaaa", "until": "2026-12-12T10:00:00Z", "lead_name": "Ben Ötker"},
    }
    return Invitation(**{**said, **others})  # type: ignore[arg-type]
