"""PubAnnotation's JSON, in and out."""
