"""A network as a file that programs for networks read: Gephi, igraph, UCINET, visone."""
