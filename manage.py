#!/usr/bin/env python
"""Django's command line, with `site/` on the import path (docs/decisions/0001-site-is-a-folder.md)."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def main() -> None:
    """Run a management command, with the settings of a local machine unless told otherwise."""
    sys.path.insert(0, str(ROOT / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    try:
        from django.core.management import execute_from_command_line  # noqa: PLC0415 - optional: told below
    except ModuleNotFoundError as error:
        raise SystemExit("Django is not installed in this Python. Run `make setup`, then .venv/bin/python.") from error
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
