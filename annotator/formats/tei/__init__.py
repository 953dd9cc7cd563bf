"""TEI with stand-off annotations, out."""
