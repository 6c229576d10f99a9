"""The mails that participants receive, by name: services name them here, ``training.mails.table`` says what each is."""

from enum import StrEnum


class MailName(StrEnum):
    CONFIRM_ADDRESS = "confirm_address"
    ALREADY_SIGNED_UP = "already_signed_up"
    SEAT_CONFIRMED = "seat_confirmed"
    WAITING = "waiting"
    SESSION_FULL = "session_full"
    OFFER = "offer"
    OFFER_LAPSED = "offer_lapsed"
    OFFER_DECLINED = "offer_declined"
    WITHDRAWN = "withdrawn"
    SESSION_CANCELLED = "session_cancelled"
    SESSION_MOVED = "session_moved"
    HANDED_OVER = "handed_over"
    SEAT_RECEIVED = "seat_received"
    OTHER_SESSION = "other_session"
    ADDRESS_CORRECTED = "address_corrected"
    LINKS = "links"
    REMINDER = "reminder"
    QUEUE_CLOSED = "queue_closed"
