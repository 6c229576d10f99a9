"""Why a service refuses: each says it in words of the trade, and views say it to people."""


class Refused(Exception):
    """Something that cannot be done now, through nobody's fault."""


class SessionGone(Refused):
    """There is no such session."""


class NotOpen(Refused):
    """The session takes no sign-up now: not yet, no more, past or cancelled."""


class NoSeatLeft(Refused):
    """No seat is free, or others are waiting for it."""


class AlreadySignedUp(Refused):
    """This person has a sign-up for that session."""


class WrongState(Refused):
    """The sign-up is not, or no longer, in a state that allows this."""


class TooManyMails(Refused):
    """This address has received as many mails today as it may."""
