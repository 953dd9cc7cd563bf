"""The workspace Documents: the documents of the project as a table, in sets, and what is known of them."""
