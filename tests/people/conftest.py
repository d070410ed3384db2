"""People are signed up quickly here."""

from tests.passwords import quick_passwords as quick_passwords
