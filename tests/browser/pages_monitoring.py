"""The pages of monitoring that are walked, in the demo facility's 90 days."""

from __future__ import annotations

from functools import partial

from tests.browser.page import Page

HERE = "/monitoring/"
COUNTED = f"{HERE}excursions/?kind=ACTION&show=all&source=SAMPLE"
analyst = partial(Page, user="trieger")
quality = partial(Page, user="mlindqvist")
operator = partial(Page, user="aowusu")
manager = partial(Page, user="nbakker")

MONITORING = (
    quality("rounds", "sampling-rounds", HERE),
    quality("rounds-empty", "sampling-rounds", HERE, scene="empty"),
    operator("round-new", "sampling-round-new", f"{HERE}rounds/new/"),
    operator("round-running", "sampling-round", f"{HERE}?state=SAMPLING", follow="EMR-"),
    operator(
        "round-prints",
        "sampling-round-prints",
        f"{HERE}?state=SAMPLING",
        follow="EMR-",
        then="Prints",
    ),
    operator(
        "round-finish",
        "sampling-round-finish",
        f"{HERE}?state=SAMPLING",
        follow="EMR-",
        then="Finish the round",
    ),
    quality("round-taken", "sampling-round", f"{HERE}?state=TAKEN", follow="EMR-"),
    quality(
        "round-close",
        "sampling-round-close",
        f"{HERE}?state=TAKEN",
        follow="EMR-",
        then="Close the round",
    ),
    analyst("incubate", "incubate", f"{HERE}?state=TAKEN&room=CR05", follow="EMR-", then="Put in"),
    analyst(
        "take-out", "take-out", f"{HERE}?state=TAKEN&room=CR04", follow="EMR-", then="Take out"
    ),
    analyst("plates", "plates", f"{HERE}plates/"),
    analyst("plates-none", "plates", f"{HERE}plates/?q=nothing"),
    quality("excursions", "excursions", f"{HERE}excursions/?show=all"),
    quality("excursions-empty", "excursions", f"{HERE}excursions/", scene="empty"),
    quality(
        "excursion",
        "excursion",
        COUNTED,
        follow="EXC-",
    ),
    quality(
        "excursion-close",
        "excursion-close",
        COUNTED,
        follow="EXC-",
        then="Close",
    ),
    quality(
        "excursion-acknowledge",
        "excursion-acknowledge",
        f"{HERE}excursions/",
        follow="EXC-",
        then="Acknowledge",
    ),
    analyst(
        "sample",
        "env-sample",
        COUNTED,
        follow="EXC-",
        then="EMR-",
    ),
    analyst(
        "sample-correct",
        "env-sample-correct",
        COUNTED,
        follow="EXC-",
        then="EMR-",
        last="Correct a count",
    ),
    analyst(
        "isolate-new",
        "isolate-new",
        COUNTED,
        follow="EXC-",
        then="EMR-",
        last="Pick an isolate",
    ),
    analyst(
        "isolate-identify",
        "isolate-identify",
        COUNTED,
        follow="EXC-",
        then="EMR-",
        last="Identify",
    ),
    quality("sites", "sampling-sites", f"{HERE}sites/?room=CR02"),
    quality("sites-empty", "sampling-sites", f"{HERE}sites/", scene="empty"),
    quality("site", "sampling-site", f"{HERE}sites/item/CR02-C2/"),
    manager("site-new", "sampling-site-new", f"{HERE}sites/new/CR05/"),
    manager("site-alter", "sampling-site-alter", f"{HERE}sites/item/CR02-C2/alter/"),
    manager("site-end", "sampling-site-end", f"{HERE}sites/item/CR02-C2/end/"),
    manager("plans", "sampling-plans", f"{HERE}plans/"),
    manager("plan-new", "sampling-plan-new", f"{HERE}plans/new/CR05/"),
    manager("plan-alter", "sampling-plan-alter", f"{HERE}plans/item/CR05-OP/alter/"),
    manager("plan-end", "sampling-plan-end", f"{HERE}plans/item/CR05-OP/end/"),
    quality("limits", "limit-sets", f"{HERE}limits/"),
    quality("limits-empty", "limit-sets", f"{HERE}limits/", scene="empty"),
    quality("limit-set", "limit-set", f"{HERE}limits/2/"),
    manager("limit-set-new", "limit-set-new", f"{HERE}limits/new/"),
    quality("level-new", "level-new", f"{HERE}levels/new/"),
    quality("level-withdraw", "level-withdraw", f"{HERE}levels/withdraw/"),
    manager("channels", "channels", f"{HERE}channels/?room=CR01"),
    quality("channels-empty", "channels", f"{HERE}channels/", scene="empty"),
    quality("channel", "channel", f"{HERE}channels/item/CR01-A-P05/?length=week"),
    quality("channel-table", "channel", f"{HERE}channels/item/CR12-T/?length=month&as=table"),
    quality("channel-silent", "channel", f"{HERE}channels/item/CR05-RH/?until=2020-01-01T10:00"),
    manager("channel-new", "channel-new", f"{HERE}channels/new/CR05/"),
    manager("channel-alter", "channel-alter", f"{HERE}channels/item/CR05-RH/alter/"),
    manager("channel-fit", "channel-fit", f"{HERE}channels/item/CR01-P05/instrument/"),
    manager("channel-end", "channel-end", f"{HERE}channels/item/CR05-RH/end/"),
    quality("ingests", "ingests", f"{HERE}readings/"),
    quality("ingests-empty", "ingests", f"{HERE}readings/", scene="empty"),
    quality("ingest", "ingest", f"{HERE}readings/", follow="ING-"),
    manager("readings-new", "readings-new", f"{HERE}readings/new/"),
    quality("grade-a-sessions", "grade-a-sessions", f"{HERE}sessions/"),
    quality("grade-a-sessions-empty", "grade-a-sessions", f"{HERE}sessions/", scene="empty"),
    quality("rates", "contamination-rates", f"{HERE}rates/?by=room"),
)
