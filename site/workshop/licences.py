"""Under which licence each package comes to us, by its name of the SPDX list.

A package says so itself; where it says only “BSD License”, or is installed on other machines alone, somebody has read
it.
"""

import re
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, metadata

#: What may stand in a program under the EUPL 1.2: its appendix names those that ask for the same licence in return; the
#: others ask for their notice only (https://spdx.org/licenses/).
COMPATIBLE = frozenset(
    {
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "ISC",
        "LGPL-3.0-only",
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "MPL-2.0",
        "PSF-2.0",
    }
)
#: How packages write some of them.
SPELLINGS = {
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
}
#: Read in their licence files.
READ = {
    "async-timeout": "Apache-2.0",
    "colorama": "BSD-3-Clause",
    "django-filter": "BSD-3-Clause",
    "django-permissionedforms": "BSD-3-Clause",
    "django-taggit": "BSD-3-Clause",
    "fido2": "BSD-2-Clause AND Apache-2.0 AND MPL-2.0",
    "laces": "BSD-3-Clause",
    "qrcode": "BSD-3-Clause",
    "sqlparse": "BSD-3-Clause",
    "telepath": "BSD-3-Clause",
    "willow": "BSD-3-Clause",
}

HEADING = """# Under which licences

Every package that the site runs with, by its licence (names of the [SPDX list](https://spdx.org/licenses/)); each may
stand in a program under the EUPL 1.2. Written by `make sbom`, and compared with the lock by a test.

| Licence | Packages |
| --- | --- |"""


class Unnamed(LookupError):
    """A package does not name its licence, and nobody has read it: see :data:`READ`."""


def licence_of(package: str) -> str:
    """The licence of a package, as an expression of SPDX.

    :param package: name in the lock.
    :raises Unnamed: nobody knows.
    """
    if package in READ:
        return READ[package]
    try:
        said = metadata(package)
    except PackageNotFoundError as error:
        raise Unnamed(package) from error
    fields = ("License-Expression", "License", "Classifier")
    for words in (words.rpartition(" :: ")[2] for field in fields for words in said.get_all(field, [])):
        expression = SPELLINGS.get(words, words)
        if expression and set(licences_in(expression)) <= COMPATIBLE:
            return expression
    raise Unnamed(package)


def licences_in(expression: str) -> list[str]:
    """The licences that an expression names: ``MIT AND PSF-2.0`` names two."""
    return [name.strip("() ") for name in re.split(r" AND | OR ", expression)]


def licence_table(packages: Iterable[str]) -> str:
    """The licences of some packages, each with those that it holds for, as a document.

    :raises Unnamed: nobody knows one of them.
    """
    found: dict[str, list[str]] = {}
    for package in sorted(packages):
        found.setdefault(licence_of(package), []).append(package)
    rows = [f"| {expression} | {', '.join(names)} |" for expression, names in sorted(found.items())]
    return "\n".join([HEADING, *rows, ""])
