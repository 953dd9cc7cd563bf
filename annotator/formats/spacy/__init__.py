"""DocBins of spaCy, in and out."""
