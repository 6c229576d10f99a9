"""The outbox: mails are rows first, written with the decision they tell; a worker sends them later.

The row is the truth. `queue` writes it, `delivery` sends it, `pauses` stops everything, `actions` are what the team may
do with one mail, `board` says how it goes. What a mail is, and what it says, is `core.mails`.
"""
