"""The outbox: mails are rows first, written with the decision they tell; a worker sends them later.

The row is the truth. `queue` writes it, `delivery` sends it, `kinds` is how an application renders its own mails,
`pauses` stops everything, `actions` are what the team may do with one mail, `board` says how it goes.
"""
