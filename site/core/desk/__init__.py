"""The team’s screens that more than one application has."""
