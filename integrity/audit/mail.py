"""The newest head, sent by e-mail: a copy that nobody with rights on this system can take back."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from integrity.audit.heads import signer
from integrity.jobs import ask
from integrity.models import Job, SignedHead

KIND = "mail_head"


def ask_for_mail(at: datetime) -> Job | None:
    """One letter a day, asked for as often as one likes; None when nobody is to get it."""
    if not settings.AUDIT_HEADS_TO or not SignedHead.objects.exists():
        return None
    return ask(KIND, key=f"{at:%Y-%m-%d}", payload={})


def mail_newest_head() -> int:
    """Sends the newest head to everybody who keeps heads; returns how many letters went out.

    Raises OSError or SMTPException when the mail server does not take it.
    """
    head = SignedHead.objects.latest("id")
    message = EmailMessage(
        subject=_("Audit trail of %(name)s: head of event %(seq)s")
        % {"name": settings.AUDIT_SIGNER_NAME, "seq": head.seq},
        body=letter(head),
        to=settings.AUDIT_HEADS_TO,
    )
    message.attach(f"head-{head.seq}.txt", head.note, "text/plain")
    return message.send()


def letter(head: SignedHead) -> str:
    """The note, and what to do with it; the attached file has the note alone, as it was signed."""
    before = _(
        "The attached note says how long the audit trail was and what its last hash was. Keep it"
        " where people who run the system cannot reach it. With it, anybody can show later"
        " whether the trail was rewritten: cgtlims verify ARCHIVE --keys KEYS --heads NOTE."
    )
    return f"{before}\n\n{head.note}\n\n{_('Public key:')} {signer().public_line}\n"
