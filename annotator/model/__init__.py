"""What an annotation project is: frozen types and pure rules, without files, SQL or Qt."""
