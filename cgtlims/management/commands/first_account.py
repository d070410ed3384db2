"""Prints the code that opens the page of the first account, on a system without accounts."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cgtlims.web.signin.first_account import code_at
from people.models import User


class Command(BaseCommand):
    help = "Prints the code for the page /first-account/ of an empty system."

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.exists():
            raise CommandError("There are accounts: who manages people opens further ones.")
        self.stdout.write(f"Open /first-account/ and give this code: {code_at(timezone.now())}")
        self.stdout.write("It is good for this hour and the next, until the account is made.")
