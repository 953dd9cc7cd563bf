"""Projects of QualCoder, in."""
