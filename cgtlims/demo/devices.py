"""The devices of the demo facility; makers and numbers are invented."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from cleanrooms.commands.equipment import register_equipment
from cleanrooms.equipment_details import EquipmentDetails
from cleanrooms.models import EquipmentKind as Kind
from cleanrooms.models import Room
from people.models import User


class Device(NamedTuple):
    """One device and where it stands."""

    code: str
    name: str
    kind: Kind
    room: str
    maker: str
    serial_number: str


DEVICES = (
    Device(
        "BSC-01", "Safety cabinet, open handling 1", Kind.SAFETY_CABINET, "CR01", "Aerwyn", "4471"
    ),
    Device(
        "BSC-02", "Safety cabinet, open handling 2", Kind.SAFETY_CABINET, "CR02", "Aerwyn", "4472"
    ),
    Device(
        "BSC-03", "Safety cabinet, open handling 3", Kind.SAFETY_CABINET, "CR03", "Aerwyn", "4473"
    ),
    Device(
        "BSC-04",
        "Safety cabinet, vector purification",
        Kind.SAFETY_CABINET,
        "CR08",
        "Aerwyn",
        "4478",
    ),
    Device("BSC-05", "Safety cabinet, allogeneic 1", Kind.SAFETY_CABINET, "CR12", "Aerwyn", "4480"),
    Device("BSC-06", "Safety cabinet, microbiology", Kind.SAFETY_CABINET, "QC1", "Aerwyn", "4485"),
    Device("BSC-07", "Safety cabinet, development", Kind.SAFETY_CABINET, "DL1", "Aerwyn", "4490"),
    Device("ISO-01", "Filling isolator", Kind.ISOLATOR, "CR11", "Brimholt", "IS-0061"),
    Device("ISO-02", "Vector filling isolator", Kind.ISOLATOR, "CR09", "Brimholt", "IS-0064"),
    Device("INC-01", "Incubator, open handling 1", Kind.INCUBATOR, "CR01", "Fjellmark", "IC-8841"),
    Device(
        "INC-02", "Incubator, 37 °C and 5 % CO2", Kind.INCUBATOR, "CR06", "Fjellmark", "IC-8850"
    ),
    Device("INC-03", "Incubator, open handling 3", Kind.INCUBATOR, "CR03", "Fjellmark", "IC-8851"),
    Device("INC-04", "Incubator, closed process 1", Kind.INCUBATOR, "CR05", "Fjellmark", "IC-8852"),
    Device(
        "INC-05", "Incubator, allogeneic 1, left", Kind.INCUBATOR, "CR12", "Fjellmark", "IC-8860"
    ),
    Device(
        "INC-06", "Incubator, allogeneic 1, right", Kind.INCUBATOR, "CR12", "Fjellmark", "IC-8861"
    ),
    Device("INC-07", "Incubator, allogeneic 2", Kind.INCUBATOR, "CR13", "Fjellmark", "IC-8862"),
    Device(
        "INC-08",
        "Incubator, microbiology, 20 to 25 °C",
        Kind.INCUBATOR,
        "QC1",
        "Fjellmark",
        "IC-8870",
    ),
    Device(
        "INC-09",
        "Incubator, microbiology, 30 to 35 °C",
        Kind.INCUBATOR,
        "QC1",
        "Fjellmark",
        "IC-8871",
    ),
    Device("CCP-01", "Closed cell processor", Kind.CLOSED_DEVICE, "CR05", "Tesserine", "P2-0913"),
    Device(
        "CCP-02",
        "Closed cell processor, second",
        Kind.CLOSED_DEVICE,
        "CR06",
        "Tesserine",
        "P2-0921",
    ),
    Device("BIO-01", "Rocking bioreactor", Kind.CLOSED_DEVICE, "CR05", "Tesserine", "RB-2207"),
    Device("BIO-07", "Vector bioreactor, 50 L", Kind.CLOSED_DEVICE, "CR07", "Tesserine", "SU-0140"),
    Device(
        "BIO-08", "Vector bioreactor, 200 L", Kind.CLOSED_DEVICE, "CR07", "Tesserine", "SU-0151"
    ),
    Device(
        "BIO-12", "Allogeneic bioreactor, 10 L", Kind.CLOSED_DEVICE, "CR13", "Tesserine", "SU-0160"
    ),
    Device("TFF-01", "Tangential flow skid", Kind.CLOSED_DEVICE, "CR08", "Ostrella", "TF-071"),
    Device("CHR-01", "Chromatography skid", Kind.CLOSED_DEVICE, "CR08", "Ostrella", "CH-112"),
    Device("MIX-01", "Buffer mixer, 100 L", Kind.CLOSED_DEVICE, "CR10", "Ostrella", "MX-300"),
    Device(
        "TW-02", "Tube welder, open handling 2", Kind.CLOSED_DEVICE, "CR02", "Qvistel", "W-30110"
    ),
    Device("TW-03", "Tube welder of receipt", Kind.CLOSED_DEVICE, "CR04", "Qvistel", "W-30118"),
    Device(
        "TW-06", "Tube welder, closed process 2", Kind.CLOSED_DEVICE, "CR06", "Qvistel", "W-30121"
    ),
    Device("CEN-01", "Centrifuge, receipt", Kind.CENTRIFUGE, "CR04", "Zentripol", "Z-771"),
    Device("CEN-02", "Centrifuge, closed process 1", Kind.CENTRIFUGE, "CR05", "Zentripol", "Z-772"),
    Device("CEN-03", "Centrifuge, QC", Kind.CENTRIFUGE, "QC2", "Zentripol", "Z-780"),
    Device("CEN-04", "Centrifuge, development", Kind.CENTRIFUGE, "DL1", "Zentripol", "Z-790"),
    Device(
        "REF-01", "Refrigerator, receipt, 2 to 8 °C", Kind.REFRIGERATOR, "CR04", "Cryonde", "R-101"
    ),
    Device(
        "REF-02",
        "Refrigerator, closed process, 2 to 8 °C",
        Kind.REFRIGERATOR,
        "CR06",
        "Cryonde",
        "R-102",
    ),
    Device(
        "REF-03", "Refrigerator, buffers, 2 to 8 °C", Kind.REFRIGERATOR, "CR10", "Cryonde", "R-103"
    ),
    Device("REF-04", "Refrigerator, QC, 2 to 8 °C", Kind.REFRIGERATOR, "QC2", "Cryonde", "R-104"),
    Device("FRZ-01", "Freezer, -80 °C, fill and label", Kind.FREEZER, "CR11", "Cryonde", "F-201"),
    Device("FRZ-02", "Freezer, -80 °C, vectors", Kind.FREEZER, "CR09", "Cryonde", "F-202"),
    Device("FRZ-03", "Freezer, -30 °C, QC", Kind.FREEZER, "QC2", "Cryonde", "F-203"),
    Device("CRF-01", "Controlled rate freezer", Kind.FREEZER, "CR11", "Cryonde", "CF-0077"),
    Device("LN2-01", "Liquid nitrogen tank 1", Kind.NITROGEN_TANK, "CR11", "Cryonde", "T-5521"),
    Device("LN2-02", "Liquid nitrogen tank 2", Kind.NITROGEN_TANK, "CR11", "Cryonde", "T-5522"),
    Device(
        "LN2-03",
        "Liquid nitrogen tank, cell banks",
        Kind.NITROGEN_TANK,
        "CR04",
        "Cryonde",
        "T-5530",
    ),
    Device(
        "PC-01",
        "Particle counter, open handling 1",
        Kind.PARTICLE_COUNTER,
        "CR01",
        "Aerwyn",
        "PC-3101",
    ),
    Device(
        "PC-02",
        "Particle counter, open handling 2",
        Kind.PARTICLE_COUNTER,
        "CR02",
        "Aerwyn",
        "PC-3102",
    ),
    Device(
        "PC-03",
        "Particle counter, open handling 3",
        Kind.PARTICLE_COUNTER,
        "CR03",
        "Aerwyn",
        "PC-3103",
    ),
    Device(
        "PC-05",
        "Particle counter, closed process 1",
        Kind.PARTICLE_COUNTER,
        "CR05",
        "Aerwyn",
        "PC-3105",
    ),
    Device(
        "PC-11",
        "Particle counter, fill and label",
        Kind.PARTICLE_COUNTER,
        "CR11",
        "Aerwyn",
        "PC-3111",
    ),
    Device("AIR-01", "Air sampler, suites 1 and 2", Kind.AIR_SAMPLER, "AL01", "Aerwyn", "AS-900"),
    Device("AIR-02", "Air sampler, suites 3 and 4", Kind.AIR_SAMPLER, "AL05", "Aerwyn", "AS-901"),
    Device("CNT-01", "Cell counter", Kind.QC_INSTRUMENT, "QC2", "Lumenor", "CC-0642"),
    Device("CNT-02", "Cell counter, development", Kind.QC_INSTRUMENT, "DL2", "Lumenor", "CC-0650"),
    Device("PCR-01", "Digital PCR", Kind.QC_INSTRUMENT, "QC2", "Lumenor", "DP-0019"),
    Device("FCM-01", "Flow cytometer of QC", Kind.QC_INSTRUMENT, "QC2", "Lumenor", "FC-0207"),
    Device("END-01", "Endotoxin reader", Kind.QC_INSTRUMENT, "QC1", "Lumenor", "EN-0330"),
    Device("HAE-01", "Haematology analyser of QC", Kind.QC_INSTRUMENT, "QC2", "Lumenor", "HA-0012"),
    Device("BAL-01", "Balance, buffers", Kind.QC_INSTRUMENT, "CR10", "Ponderal", "B-41"),
    Device("BAL-02", "Balance, QC", Kind.QC_INSTRUMENT, "QC2", "Ponderal", "B-42"),
)


def make_devices(manager: User, founded: datetime) -> None:
    rooms = {room.code: room for room in Room.objects.all()}
    for number, one in enumerate(DEVICES, start=1):
        details = EquipmentDetails(
            name=one.name, kind=one.kind, room=rooms[one.room], maker=one.maker,
            serial_number=one.serial_number, asset_number=f"A-{number:04}",
        )  # fmt: skip
        register_equipment(code=one.code, details=details, by=manager, at=founded)
