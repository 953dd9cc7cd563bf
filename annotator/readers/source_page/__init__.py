"""Pages of the file that a document was read from: as pictures, with where each letter of the text stands on them."""
