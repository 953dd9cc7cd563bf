"""Label Studio's JSON, in and out."""
