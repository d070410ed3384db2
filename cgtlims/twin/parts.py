"""What of the facility is multiplied, in an order in which every row finds what it points at."""

from __future__ import annotations

from datetime import timedelta

from bookings.models import Booking, Slot
from cgtlims.twin.copying import COPY, Copying, numbered
from cgtlims.twin.readings import CopiedReadings
from cleanrooms.models import (
    Cleaning,
    ClearanceLine,
    EquipmentUse,
    Exposure,
    Presence,
    RoomUse,
)
from monitoring.models import (
    Channel,
    Count,
    CountSheet,
    Excursion,
    Incubation,
    Isolate,
    Level,
    Round,
    Sample,
)

# The demo has six weeks of uses, four of bookings, a quarter of samples; each is repeated before
# itself.
FORTNIGHT, FOUR_WEEKS = timedelta(days=14), timedelta(days=28)
SIX_WEEKS, QUARTER = timedelta(days=42), timedelta(days=91)
ENDED = "t.ended_at IS NOT NULL AND t.begun_at > now() - interval '42 days'"
OF_USE = "EXISTS (SELECT FROM cleanrooms_roomuse u WHERE u.id = t.use_id AND u.ended_at IS NOT NULL"
# What is done holds its place in the group of its original; no two groups meet there.
BOOKED = "t.state = 'DONE' AND t.begins_at > now() - interval '28 days'"
ROUND = "t.taken_at IS NOT NULL AND t.begun_at > now() - interval '91 days'"
OF_ROUND = (
    "EXISTS (SELECT FROM monitoring_round r WHERE r.id = {round} AND r.taken_at IS NOT NULL"
    " AND r.begun_at > now() - interval '91 days')"
)
OF_SAMPLE = (
    "EXISTS (SELECT FROM monitoring_sample s WHERE s.id = t.{sample} AND "
    + OF_ROUND.format(round="s.round_id")
    + ")"
)
AGAIN = "t.{column} || CASE WHEN t.{column} <> '' THEN '-' || k || '-' || c ELSE '' END"
# Copies of a use are in its room together: one group for all of them.
GROUP = "CASE k WHEN 0 THEN t.share_group ELSE md5(t.share_group::text || '-' || k)::uuid END"

Part = tuple[str, list[Copying | CopiedReadings]]
TWIN_PARTS: list[Part] = [
    ("uses of rooms", [
        Copying(
            RoomUse, ENDED, SIX_WEEKS,
            values={"share_group": GROUP, "previous_id": "NULL"},
        ),
        Copying(
            ClearanceLine, f"{OF_USE} AND u.begun_at > now() - interval '42 days')", SIX_WEEKS,
            within=("use_id",),
        ),
    ]),
    ("uses of devices", [
        Copying(
            EquipmentUse, "t.ended_at IS NOT NULL AND t.began_at > now() - interval '42 days'",
            SIX_WEEKS, once=True,
        ),
    ]),
    ("cleanings", [Copying(Cleaning, ENDED, SIX_WEEKS, once=True)]),
    ("stays of persons", [
        Copying(
            Presence, "t.left_at IS NOT NULL AND t.entered_at > now() - interval '42 days'",
            SIX_WEEKS, once=True,
        ),
    ]),
    ("exposures", [
        Copying(
            Exposure,
            "t.source_type = 'cleanrooms.roomuse' AND upper(t.period) IS NOT NULL"
            " AND lower(t.period) > now() - interval '42 days'",
            SIX_WEEKS, within=("source_id",),
        ),
        Copying(
            Exposure,
            "t.source_type = 'cleanrooms.equipmentuse' AND upper(t.period) IS NOT NULL"
            " AND lower(t.period) > now() - interval '42 days'",
            SIX_WEEKS, within=("source_id",), once=True,
        ),
        Copying(
            Exposure,
            "t.source_type = 'cleanrooms.presence' AND upper(t.period) IS NOT NULL"
            " AND lower(t.period) > now() - interval '42 days'",
            SIX_WEEKS, within=("source_id",), once=True,
        ),
    ]),
    ("bookings", [
        Copying(
            Booking, BOOKED, FOUR_WEEKS,
            values={"number": numbered(Booking), "use_id": "NULL", "device_use_id": "NULL"},
        ),
        Copying(
            Slot, "EXISTS (SELECT FROM bookings_booking t2 WHERE t2.id = t.booking_id AND "
            + BOOKED.replace("t.", "t2.") + ")", FOUR_WEEKS, within=("booking_id",),
        ),
    ]),
    ("sampling rounds", [
        Copying(Round, ROUND, QUARTER, values={"number": numbered(Round)}),
        Copying(Incubation, OF_ROUND.format(round="t.round_id"), QUARTER, within=("round_id",)),
    ]),
    ("samples", [
        Copying(
            Sample, OF_ROUND.format(round="t.round_id"), QUARTER, within=("round_id",),
            values={"plate": AGAIN.format(column="plate")},
        ),
    ]),
    ("counts", [
        Copying(
            CountSheet, "t.counted_at > now() - interval '91 days'", QUARTER,
            values={"number": numbered(CountSheet)},
        ),
        Copying(
            Count,
            OF_SAMPLE.format(sample="sample_id") + " AND EXISTS (SELECT FROM monitoring_countsheet"
            " h WHERE h.id = t.sheet_id AND h.counted_at > now() - interval '91 days')",
            QUARTER, within=("sample_id", "sheet_id"),
        ),
        Copying(
            Isolate, OF_SAMPLE.format(sample="sample_id"), QUARTER, within=("sample_id",),
            values={"number": numbered(Isolate)},
        ),
    ]),
    ("excursions", [
        Copying(
            Excursion, "t.source_kind = 'SAMPLE' AND " + OF_SAMPLE.format(sample="source_id"),
            QUARTER, values={
                "number": numbered(Excursion), "source_id": COPY.format(column="t.source_id"),
                "deviation_id": "NULL",
            },
        ),
    ]),
    ("channels", [
        Copying(
            Channel, "t.ended_at IS NULL", FORTNIGHT, stands=True,
            values={"number": numbered(Channel), "code": "t.code || '-' || c"},
        ),
        Copying(
            Level, "t.channel_id IS NOT NULL", FORTNIGHT, within=("channel_id",), stands=True
        ),
    ]),
    ("readings", [CopiedReadings()]),
]  # fmt: skip
