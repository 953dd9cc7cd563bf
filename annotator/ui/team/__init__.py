"""The workspace Team: people with their packets, what a packet brings before it is taken in, conflicts."""
