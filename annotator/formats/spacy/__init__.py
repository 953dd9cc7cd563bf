"""DocBins of spaCy, out."""
