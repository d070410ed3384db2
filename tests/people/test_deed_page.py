"""The page of a deed sends back everything that its form needs: also what is not seen."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.django_db


def hidden_of(page: str) -> dict[str, str]:
    """The hidden inputs of the page's main form, as a browser sends them."""
    main = page.split("<main")[1]
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', main)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def test_a_change_carries_the_version_that_was_shown(browse, people):
    """Without it every change would be refused for a reason that nobody can mend."""
    administrator = browse("shaas")
    page = "/people/accounts/jvermaat/change/"
    hidden = hidden_of(administrator.get(page).content.decode())
    assert hidden["version"] == str(people["jvermaat"].version)
    typed = {"display_name": "Joris V.", "email": "joris@example.org", "reason": "Asked for it"}
    answer = administrator.post(page, {**hidden, **typed})
    assert answer.status_code == 302, answer.content.decode()
    people["jvermaat"].refresh_from_db()
    assert people["jvermaat"].display_name == "Joris V."
