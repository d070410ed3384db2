"""Who may read what: every view of the API names the permission it needs."""

from __future__ import annotations

from typing import Any, cast

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from integrity.refusals import NotPermitted
from people.models import User


class HoldsItsPermission(BasePermission):
    """Only holders of `view.permission` pass; a view that names none is open to nobody."""

    def has_permission(self, request: Request, view: Any) -> bool:
        user = cast(User, request.user)
        if not user.may(view.permission):
            raise NotPermitted(user.display_name, view.permission)
        return True
