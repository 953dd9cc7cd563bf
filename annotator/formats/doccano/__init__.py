"""doccano's JSON, in and out."""
