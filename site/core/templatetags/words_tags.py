"""The words of :mod:`core.words` in templates."""

from django import template

from core import words

register = template.Library()

register.filter(words.day)
register.filter(words.day_of_week)
register.filter(words.month)
register.filter(words.short_day, expects_localtime=True)
register.filter(words.moment, expects_localtime=True)
register.simple_tag(words.days)
register.simple_tag(words.days_of)
register.filter(words.clock, expects_localtime=True)
register.filter(words.duration)
register.filter(words.plural_of)
register.filter(words.file_size)
register.filter(words.siret)
register.filter(words.tel)
register.filter(words.host)
