"""What a coder does to a text: spans, slots of acts, mentions of actors."""
