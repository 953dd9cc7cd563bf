"""A codebook in which each thing that can be said of a label is said once."""

from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Codebook, Label, Role, Scope
from annotator.model.ids import AttributeId, LabelId, RoleId

CODEBOOK = Codebook(
    name="Acts",
    labels=(
        Label(
            id=LabelId("appeal"),
            name="Appeal <b>",
            definition="Asks\nsomebody.",
            include="urges",
            exclude="demands",
            examples=("He urged & pressed.",),
            key="1",
            attributes=(
                Attribute(id=AttributeId("force"), name="Force", kind=AttributeKind.ORDINAL, values=("low", "high")),
            ),
            roles=(Role(id=RoleId("speaker"), name="Speaker", definition="who asks"),),
        ),
        Label(id=LabelId("plea"), name="Plea", parent=LabelId("appeal"), scope=Scope.DOCUMENT),
    ),
)
