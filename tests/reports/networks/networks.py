"""Random networks: names and facts in any script, with what XML cannot hold as it is."""

from hypothesis import strategies as st

from annotator.reports.networks.network import Network, NetworkArrow, NetworkNode

TEXTS = st.text(st.sampled_from("aB <>&\"'\\é中🕊دא\x00\x1f\t,;|"), max_size=8)
WORDS = TEXTS.map(lambda text: " ".join(text.split())).filter(bool)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Draw nodes with two facts and arrows with two, one for each pair at most."""
    names = draw(st.lists(WORDS, max_size=5, unique=True))
    nodes = tuple(NetworkNode(name, {"kind": draw(TEXTS), "iso3": draw(TEXTS)}) for name in names)
    places = st.integers(0, len(names) - 1)
    pairs = draw(st.lists(st.tuples(places, places), unique=True, max_size=6)) if names else []
    arrows = (
        NetworkArrow(*pair, draw(st.integers(1, 99)), {"last date": draw(TEXTS), "documents": draw(st.integers(0, 9))})
        for pair in pairs
    )
    return Network(nodes, tuple(arrows))
