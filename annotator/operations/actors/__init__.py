"""The register of actors: changed, read from files, and where it is used."""
