"""The list of documents with how far each is."""
