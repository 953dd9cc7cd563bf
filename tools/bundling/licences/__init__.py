"""Of whom a bundle is made, under which licences: one list of parts, read by THIRD-PARTY.txt and the SBOM."""
