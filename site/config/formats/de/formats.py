"""The admin shows days as the team writes them (``WAGTAIL_DATE_FORMAT``): German must read back what it shows."""

DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d.%m.%Y", "%d.%m.%y"]
