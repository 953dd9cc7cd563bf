"""How often words and phrases are used: frequencies, keyness against other texts, dispersion. Words in, numbers out."""
