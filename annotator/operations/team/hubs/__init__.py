"""A team on a hub: sharing a project, inviting, joining, leaving, and the exchange, which is the same for all."""
