"""The workspace Adjudicate: what differs between coders, one case after another."""
