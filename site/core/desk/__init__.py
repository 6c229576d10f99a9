"""The team's screens, as every application has them: a page that asks before it decides, a table of people, an export.

The journal of mails is one of them; so are what waits for whom, and what was erased. Why there is one of each:
docs/decisions/0020-the-teams-desk.md, docs/decisions/0022-retention-and-waiting.md.
"""
