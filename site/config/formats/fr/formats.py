"""What the filters of the admin read beside Django's own French; its forms read more (``core.typed_dates``)."""

DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d.%m.%y", "%d-%m-%Y"]
