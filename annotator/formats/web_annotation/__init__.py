"""Web Annotations of the W3C, in and out."""
