"""Secrets of second factors, sealed before they are stored: a copy of the database is no copy of a telephone.

The key comes from ``SECRET_KEY``; what a former one sealed opens as long as it is among ``SECRET_KEY_FALLBACKS``.
"""

import base64

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "core.login.sealing"


def seal(text: str) -> str:
    """Encrypt a secret.

    :param text: what only the server may read.
    """
    return _box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Decrypt what :func:`seal` gave.

    :raises cryptography.fernet.InvalidToken: another key sealed it, or it was changed.
    """
    return _box().decrypt(sealed.encode()).decode()


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [salted_hmac(SALT, b"", secret=key, algorithm="sha256").digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
