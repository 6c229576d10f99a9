"""The team’s desk in the admin: sessions, those who signed up, and each decision about them on a page of its own.

Lists and pages only read. A decision is a page that says what will happen, and a button that calls one service.
"""
