"""What must not be in a log: links that open something personal, e-mail addresses, rows of people.

A log is read by more people than the database, and kept longer. Django writes the address of each request that fails
(``Not Found: /…``), gunicorn too, a traceback ends with what the error says, and PostgreSQL says the row.
"""

import logging
import re

#: What is taken out, and what stands in its place. By its shape and not by the words before it: those are translated,
#: an address may be quoted within another (``next=%2F…``), and a token is worth as much in one that leads nowhere.
#: Each part has a greatest length, or a message of megabytes would take the square of its time.
REDACTIONS = (
    # A personal link (core.links): a UUID, then the 27 letters of its token. From 16 on, since what a mail program cut
    # or lengthened is still most of one. As a path, as one within another, or as arguments of reverse().
    (
        re.compile(
            r"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?:/|%2F|['\"]?\)?, ?['\"]))[\w-]{16,}",
            re.IGNORECASE | re.ASCII,
        ),
        r"\1[token]",
    ),
    # A token by its name: NoReverseMatch shows the arguments it was given.
    (re.compile(r"(\btoken['\"]?\s{0,5}[:=]\s{0,5}['\"]?)[\w-]{16,}", re.IGNORECASE | re.ASCII), r"\1[token]"),
    # Django's links to choose a password (PasswordResetTokenGenerator): a time in base 36, a hash.
    (re.compile(r"(/|%2F)[0-9a-z]{6,13}-[0-9a-f]{32}\b", re.IGNORECASE), r"\1[token]"),
    # PostgreSQL's DETAIL: the values of a row that breaks a rule.
    (re.compile(r"(Failing row contains )\(.{0,4000}?\)\.?(?=\n|$)", re.DOTALL), r"\1(…)"),
    (
        re.compile(
            r"(Key \([^()\n]{0,200}\)=)\(.{0,2000}?\)(?= already exists| is not present| is still referenced)",
            re.DOTALL,
        ),
        r"\1(…)",
    ),
    (re.compile(r"[^\s@'\"<>()\[\]{},;:/=?&|][^\s@\"<>()\[\]{},;:/=?&|]{0,127}(?:@|%40)[\w.-]{1,255}"), "[e-mail]"),
)


def redact(text: str) -> str:
    """Return a text without links, tokens and e-mail addresses."""
    for pattern, replacement in REDACTIONS:
        text = pattern.sub(replacement, text)
    return text


class PrivacyFilter(logging.Filter):
    """Take out of a record what must not be written, before any handler or formatter sees it.

    The message is put together here, and so is the traceback: a formatter writes ``exc_text`` when it is there.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Redact the record, and let it pass: always, and without an error of its own."""
        try:
            message = record.getMessage()
        except Exception:
            # Wrong arguments for the text: logging would print them all, as they are, to say so.
            message = f"A line that could not be put together: {record.msg!r}"
        record.msg, record.args = redact(message), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = TRACEBACKS.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = redact(record.exc_text)
        if record.stack_info:
            record.stack_info = redact(record.stack_info)
        return True


TRACEBACKS = logging.Formatter()


def watch_web_server() -> None:
    """Put the filter on gunicorn's own log of errors, which names the address of a request that it could not answer.

    On the logger, since its handlers are gunicorn's, made before or after ours. Its log of accesses is off unless one
    asks for it.
    """
    logger = logging.getLogger("gunicorn.error")
    if not any(isinstance(known, PrivacyFilter) for known in logger.filters):
        logger.addFilter(PrivacyFilter())
