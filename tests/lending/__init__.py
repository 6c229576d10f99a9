"""A tiny second application, in the tests only: it lends cases of games about responsible purchasing.

It shows that what an application needs from `core` is there once: a decision, a mail, a table of people, a retention
rule and something that waits, without a line copied from `training`.
"""
