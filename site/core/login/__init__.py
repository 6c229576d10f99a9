"""How the team comes in: the form, its limits, the second factor, sessions, a forgotten password."""
