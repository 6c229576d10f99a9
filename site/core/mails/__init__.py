"""What a mail is and what it says: one record a mail, its words in three languages, a letter laid out.

An application registers a `Mail` (`record`) and ships its words (`wording`); `rendering` writes it. How a mail waits,
leaves and fails is `core.outbox`. How to add one: docs/howto/add-a-mail.md.
"""
