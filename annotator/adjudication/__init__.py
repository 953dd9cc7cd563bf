"""Where coders differ, and what was decided: cases, policies that propose, decisions. Nothing here is written."""
