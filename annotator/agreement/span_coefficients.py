"""What the list says of the coefficients on spans and stretches of text; those on ratings say it where they are."""

from annotator.agreement.coefficient import Basis, CoefficientEntry
from annotator.agreement.gamma import gamma
from annotator.agreement.spans import boundary_similarity, dyad_scores, segment_windows, span_scores
from annotator.agreement.spans.span_scores import NAMES, Mode
from annotator.agreement.unitizing import alpha_u, continua, u_alpha

_KRIPPENDORFF_2004 = (
    "Krippendorff, K. (1995). On the reliability of unitizing continuous data. Sociological Methodology 25, 47-76; "
    "Krippendorff, K. (2004). Content Analysis (2nd ed.), section 11.6. Sage."
)
_KRIPPENDORFF_2016 = (
    "Krippendorff, K., Mathet, Y., Bouvry, S. & Widlöcher, A. (2016). On the reliability of unitizing textual "
    "continua: Further developments. Quality & Quantity 50(6), 2347-2364."
)
_MATHET_2015 = (
    "Mathet, Y., Widlöcher, A. & Métivier, J.-P. (2015). The Unified and Holistic Method Gamma (γ) for Inter-Annotator "
    "Agreement Measure and Alignment. Computational Linguistics 41(3), 437-479."
)
_MATHET_2017 = (
    "Mathet, Y. (2017). The Agreement Measure γcat, a Complement to γ Focused on Categorization of a Continuum. "
    "Computational Linguistics 43(3), 661-681."
)
_HRIPCSAK = (
    "Hripcsak, G. & Rothschild, A. S. (2005). Agreement, the F-measure, and reliability in information retrieval. "
    "Journal of the American Medical Informatics Association 12(3), 296-298."
)
_SEMEVAL = (
    "Segura-Bedmar, I., Martínez, P. & Herrero-Zazo, M. (2013). SemEval-2013 Task 9: Extraction of Drug-Drug "
    "Interactions from Biomedical Texts. Proceedings of SemEval 2013, 341-350."
)
_FOURNIER = (
    "Fournier, C. (2013). Evaluating Text Segmentation using Boundary Edit Distance. Proceedings of the 51st Annual "
    "Meeting of the Association for Computational Linguistics, 1702-1712."
)
_PEVZNER = (
    "Pevzner, L. & Hearst, M. A. (2002). A Critique and Improvement of an Evaluation Metric for Text Segmentation. "
    "Computational Linguistics 28(1), 19-36."
)
_BEEFERMAN = (
    "Beeferman, D., Berger, A. & Lafferty, J. (1999). Statistical Models for Text Segmentation. Machine Learning "
    "34(1-3), 177-210."
)
_JACCARD = "Jaccard, P. (1912). The distribution of the flora in the alpine zone. New Phytologist 11(2), 37-50."
_F1 = "F1 = 2 m / (a + b), m: spans matched, a and b: spans of each coder"
_TITLES = {
    Mode.STRICT: ("F1 of spans, same extents and label", "F1 strict", _HRIPCSAK, _F1),
    Mode.OVERLAP: ("F1 of spans, overlapping with the same label", "F1 overlap", _HRIPCSAK, _F1),
    Mode.TYPE: ("F1 of spans by type, as in SemEval-2013", "F1 type", _SEMEVAL, _F1),
    Mode.EXACT: ("F1 of extents, whatever the label", "F1 extents", _SEMEVAL, _F1),
    Mode.PARTIAL: (
        "F1 of extents, half for a partial match",
        "F1 partial",
        _SEMEVAL,
        "F1 = 2 (e + p / 2) / (a + b), e: matched with the same extents, p: matched otherwise, a and b: spans of each",
    ),
}


def _on_text(name: str, title: str, symbol: str, citation: str, definition: str) -> CoefficientEntry:
    return CoefficientEntry(
        name=name,
        title=title,
        symbol=symbol,
        coders=None,
        citation=citation,
        definition=definition,
        conventions=(continua.CONVENTION,),
        basis=Basis.PASSAGES,
    )


UNITIZING: tuple[CoefficientEntry, ...] = (
    _on_text(
        alpha_u.NAME,
        "Krippendorff's unitizing alpha of 1995 and 2004",
        "αU",
        _KRIPPENDORFF_2004,
        "αU = 1 - Do / De, distances of units being squares of characters, added over labels",
    ),
    _on_text(
        u_alpha.U_ALPHA,
        "Krippendorff's u-alpha of 2016",
        "uα",
        _KRIPPENDORFF_2016,
        "uα = 1 - Do / De over the lengths that segments of two coders share, gaps being a value too",
    ),
    _on_text(
        u_alpha.U_ALPHA_BINARY,
        "Krippendorff's binary u-alpha of 2016",
        "|uα",
        _KRIPPENDORFF_2016,
        "|uα = 1 - Do / De over the same lengths, units against gaps, whatever their labels",
    ),
    _on_text(
        u_alpha.CU_ALPHA,
        "Krippendorff's cu-alpha of 2016",
        "cuα",
        _KRIPPENDORFF_2016,
        "cuα = 1 - Do / De over the lengths at which units of two coders meet, by their labels",
    ),
    _on_text(
        u_alpha.KU_ALPHA,
        "Krippendorff's (k)u-alpha of 2016",
        "(k)uα",
        _KRIPPENDORFF_2016,
        "(k)uα = 1 - Do / De over the same lengths, one label k against all others",
    ),
)
_ALIGNED = ("Documents weigh as many units as they have; a discontinuous span counts by its hull.",)
GAMMA: tuple[CoefficientEntry, ...] = tuple(
    CoefficientEntry(
        name=name,
        title=title,
        symbol=symbol,
        coders=None,
        citation=citation,
        definition=definition,
        conventions=_ALIGNED,
        basis=Basis.PASSAGES,
    )
    for name, title, symbol, citation, definition in (
        (
            gamma.GAMMA,
            "Gamma of Mathet et al.",
            "γ",
            _MATHET_2015,
            "γ = 1 - observed / expected disorder of the best alignment of the coders' units",
        ),
        (
            gamma.GAMMA_CAT,
            "Gamma-cat of Mathet",
            "γcat",
            _MATHET_2017,
            "γcat = 1 - observed / expected disagreement on the labels of units aligned with each other",
        ),
        (
            gamma.GAMMA_K,
            "Gamma-k of Mathet",
            "γk",
            _MATHET_2017,
            "γk: γcat over the pairs of units of which one has the label k",
        ),
    )
)
SCORES: tuple[CoefficientEntry, ...] = (
    *(
        CoefficientEntry(
            name=NAMES[mode],
            title=title,
            symbol=symbol,
            coders=2,
            citation=citation,
            definition=definition,
            conventions=(span_scores.CONVENTIONS[mode],),
            basis=Basis.SPANS,
        )
        for mode, (title, symbol, citation, definition) in _TITLES.items()
    ),
    CoefficientEntry(
        name=span_scores.BOUNDARY,
        title="Likeness of boundaries (Jaccard)",
        symbol="Jaccard",
        coders=2,
        citation=_JACCARD,
        definition="Mean over matched pairs of spans of (characters in common / characters of either)",
        conventions=(span_scores.BOUNDARY_CONVENTION,),
        basis=Basis.PASSAGES,
    ),
    CoefficientEntry(
        name=dyad_scores.NAME,
        title="F1 of directed dyads",
        symbol="F1 dyads",
        coders=2,
        citation=_HRIPCSAK,
        definition="F1 = 2 m / (a + b), m: Σ over dyads of the smaller of both counts, a and b: dyads of each coder",
        conventions=(dyad_scores.CONVENTION,),
        basis=Basis.SPANS,
    ),
)
SEGMENTATION: tuple[CoefficientEntry, ...] = tuple(
    CoefficientEntry(
        name=name,
        title=title,
        symbol=symbol,
        coders=2,
        citation=citation,
        definition=definition,
        conventions=(convention,),
        basis=Basis.PASSAGES,
    )
    for name, title, symbol, citation, definition, convention in (
        (
            boundary_similarity.NAME,
            "Boundary similarity of Fournier",
            "B",
            _FOURNIER,
            "B = 1 - (u + t / 2) / (u + t + m), u: boundaries of one coder, t: near misses, m: boundaries of both",
            boundary_similarity.CONVENTION,
        ),
        (
            segment_windows.WINDOW_DIFF,
            "WindowDiff of Pevzner and Hearst, as agreement",
            "1-WD",
            _PEVZNER,
            "1 - WD, WD: share of windows of k units in which the coders have not as many boundaries",
            segment_windows.CONVENTIONS[segment_windows.WINDOW_DIFF],
        ),
        (
            segment_windows.PK,
            "Pk of Beeferman et al., as agreement",
            "1-Pk",
            _BEEFERMAN,
            "1 - Pk, Pk: share of windows of k units in which one coder has a boundary and the other has none",
            segment_windows.CONVENTIONS[segment_windows.PK],
        ),
    )
)
