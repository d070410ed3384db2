"""Filters of the printed batch record."""

from django import template

from batches.record_pdf import words

register = template.Library()
register.filter("required", words.required)
register.filter("recorded", words.recorded)
register.filter("understood", words.understood)
register.filter("deed", words.deed)
register.filter("particulars", words.particulars)
register.filter("verdict_word", words.verdict_word)
register.filter("moment", words.moment)
register.filter("day", words.day)
register.filter("clock", words.clock)
