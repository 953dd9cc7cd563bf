"""Work in a team: who was given what, how far everybody is, and how what they did comes together."""
