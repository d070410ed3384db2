"""Ending an agreement or an approval, and how it stands."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.permissions import Permission
from people.web.deed import Deed
from people.web.forms import WithdrawForm
from quality.commands.engagements import end_engagement
from quality.models import Engagement
from quality.parts.engagements import address
from quality.parts.shapes import Fact
from quality.web.kinds import Offer


def standing_of(engagement: Engagement, at: datetime) -> Fact:
    standing = engagement.standing(at)
    return Fact(_("State"), standing.label, sign=standing.sign)


def ending(title: Any, slug: str, above: Any) -> Offer:
    """With a reason; a draft is given up the same way."""

    def deed(engagement: Engagement, user: User) -> Deed:
        def act(typed: dict[str, Any], by: User, at: datetime) -> Engagement:
            return end_engagement.once(
                typed["command_id"], engagement=engagement, reason=typed["reason"], by=by, at=at
            )

        return Deed(
            permission=end_engagement.permission, title=title, button=title, form=WithdrawForm,  # type: ignore[arg-type]
            act=act, back=address(engagement), done=_("It holds no longer."), record=engagement,
            ends=True, note=f"{engagement.number}: {engagement.title}",
            parents=(
                (above, reverse(f"{slug}-list")),
                (engagement.number, address(engagement)),
            ),
        )  # fmt: skip

    return Offer(
        title, deed,
        lambda one, user: one.state != "ENDED" and user.may(Permission.MANAGE_QUALITY),
    )  # fmt: skip
