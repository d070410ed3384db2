"""Who is told of what: the rules, defining, changing and switching them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from people.commands.notification_rules import alter_rule, define_rule, switch_rule
from people.models import NotificationRule, User
from people.notifications.registry import KINDS, title_of
from people.notifications.timing import Timing, timing_of
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.forms import ReasonForm
from people.web.needs import needs, signed_in
from people.web.notification_forms import AlterRuleForm, DefineRuleForm, timing_typed

RULES = ((_("Notification rules"), "notification-rules"),)


@require_safe
@needs(Permission.VIEW_PEOPLE)
def notification_rules(request: HttpRequest) -> HttpResponse:
    """Every rule, those that are off too."""
    found = NotificationRule.objects.select_related("role", "second_role", "third_role")
    context = {
        "rules": [(rule, title_of(rule.event), KINDS.get(rule.event)) for rule in found],
        "may_manage": signed_in(request).may(Permission.MANAGE_NOTIFICATIONS),
        "tab": "notification-rules",
    }
    return render(request, "people/notification_rules.html", context)


@require_http_methods(["GET", "POST"])
def notification_rule_new(request: HttpRequest) -> HttpResponse:
    """Has a role, or whom it concerns, told of an event from now on."""

    def act(typed: dict[str, Any], by: User, at: datetime) -> NotificationRule:
        return define_rule.once(
            typed["command_id"], event=typed["event"], role=typed["role"],
            timing=timing_typed(typed), by=by, at=at,
        )  # fmt: skip

    deed = Deed(
        permission=Permission.MANAGE_NOTIFICATIONS, title=_("New notification rule"),
        button=_("Define the rule"), form=DefineRuleForm, act=act,
        back=reverse("notification-rules"), done=_("The rule is defined."), parents=_parents(),
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
def notification_rule_alter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Changes when and how a rule tells, and who is told next."""
    rule = get_object_or_404(NotificationRule.objects.select_related("role"), pk=pk)

    def act(typed: dict[str, Any], by: User, at: datetime) -> NotificationRule:
        return alter_rule.once(
            typed["command_id"], rule=rule, timing=timing_typed(typed), reason=typed["reason"],
            by=by, at=at,
        )  # fmt: skip

    deed = Deed(
        permission=Permission.MANAGE_NOTIFICATIONS, title=_("Change a rule"),
        button=_("Change the rule"), form=AlterRuleForm, act=act,
        back=reverse("notification-rules"), done=_("The rule is changed."), parents=_parents(),
        initial=_shown(timing_of(rule)), note=_named(rule), record=rule,
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
def notification_rule_switch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Switches a rule off, or on again."""
    rule = get_object_or_404(NotificationRule.objects.select_related("role"), pk=pk)
    on = not rule.is_on

    def act(typed: dict[str, Any], by: User, at: datetime) -> NotificationRule:
        return switch_rule.once(
            typed["command_id"], rule=rule, is_on=on, reason=typed["reason"], by=by, at=at
        )

    deed = Deed(
        permission=Permission.MANAGE_NOTIFICATIONS,
        title=_("Switch a rule on") if on else _("Switch a rule off"),
        button=_("Switch it on") if on else _("Switch it off"), form=ReasonForm, act=act,
        back=reverse("notification-rules"), parents=_parents(), note=_named(rule), ends=not on,
        done=_("The rule is on.") if on else _("The rule is off."),
    )  # fmt: skip
    return deed_page(request, deed)


def _parents() -> tuple[tuple[Any, str], ...]:
    return tuple((title, reverse(name)) for title, name in RULES)


def _named(rule: NotificationRule) -> str:
    return f"{title_of(rule.event)}: {rule.role or _('whom it concerns')}"


def _shown(timing: Timing) -> dict[str, Any]:
    given = {name: getattr(timing, name) for name in asdict(timing)}
    return {**given, "by_mail": "mail" if timing.by_mail else "inbox"}
