"""How pages are translated: what wagtail-localize does, and the rules this site adds to it.

Publishing a translation is a decision (docs/decisions/0016-translations-never-lie.md).
"""
