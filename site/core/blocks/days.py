from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.admin.widgets import AdminDateInput

from core.date_fields import DayField


class DayBlock(blocks.DateBlock):
    """A day that is typed as the team writes days."""

    @cached_property
    def field(self) -> DayField:
        return DayField(widget=AdminDateInput(format=self.format), **self.field_options)
