"""Every kind of fault is named by file, line, column and reason, all of them together."""

from __future__ import annotations

import pytest

from tests.first_run import facility

ROOM = "CR31,Lab,Suite 1,QC,CNC,0,0,10,10\n"
HEAD = facility.ROOMS.splitlines()[0] + "\n"


@pytest.fixture
def told(people):
    """The faults of files that somebody brings, as they are shown."""

    def faults(files, who="nbakker"):
        return facility.told(facility.shown(files, people[who]))

    return faults


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (HEAD + ROOM.replace("CNC", "E"), "line 2, column grade: “E” is not accepted here. Acc"),
        (HEAD + ROOM.replace(",10\n", ",1.5\n"), "line 2, column height: “1.5” is not accepted"),
        (HEAD + ROOM.replace("Lab", ""), "line 2, column name: A value is needed. Accepted: 1 to"),
        (HEAD + ROOM.replace("Lab", "x" * 101), "line 2, column name: “xxxxx"),
        (HEAD + ROOM.replace("CR31", "A/B"), "line 2, column code: “A/B” is not a code of a room."),
        (HEAD + ROOM + ROOM, "line 3, column code: This is in line 2 of rooms.csv already."),
        (HEAD + ROOM + ROOM.lower(), "line 3, column code: This is in line 2 of rooms.csv already"),
        (HEAD + "CR31,Lab\n", "line 2: This line has 2 cells. Accepted: 9, as many as there are"),
        (HEAD.replace("grade", "grad") + ROOM, "line 1, column grad: “grad” is no column here."),
        (HEAD.replace("name", "code") + ROOM, "line 1, column code: This column is there twice."),
        ("code,name\nCR31,Lab\n", "line 1: Columns that “rooms” needs are missing: suite, kind,"),
        (HEAD.replace(",name", ";name") + ROOM, "the file: There are commas and semicolons"),
        (HEAD + '"CR31,Lab\n', "line 2: This cannot be read as CSV: unexpected end of data."),
        (HEAD + 'CR31,"Lab" 1\n', "line 2: This cannot be read as CSV"),
        ("\n\n", "the file: There is nothing in it."),
        (b"\xff\xfec\x00o\x00", "the file: This is UTF-16, or no text. Accepted: UTF-8"),
        ((HEAD + ROOM.replace("Lab", "Labör")).encode("latin-1"), "line 2: There is a character"),
        (HEAD + ROOM.replace("Lab", "La\x07b"), "line 2: There is a control character in line 2."),
    ],
)  # fmt: skip
def test_a_fault_of_a_csv(told, text, fault):
    found = told({"rooms.csv": text})
    assert any(one.startswith(f"rooms.csv, {fault}") for one in found), found


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("rooms:\n  - code: CR31\n    grade: [B]\n", "line 3, character 12: “grade” has several"),
        ("rooms:\n  - code: CR31\n    code: CR32\n", "line 3, character 5: “code” is written"),
        ("rooms:\n  - CR31\n", "line 2, character 5: This is not what belongs here."),
        ("rooms: CR31\n", "line 1, character 8: This is not what belongs here."),
        ("cellars: []\n", "line 1, character 1: This is not what belongs here. Accepted: names of"),
        ("- code: CR31\n", "line 1: This is not what belongs here."),
        ("rooms: &a\n  - code: *a\n", "line 1, character 8: This cannot be read as YAML: anchors"),
        ("rooms:\n  - code: 'CR31\n", "line 3, character 1: This cannot be read as YAML"),
        ("rooms: !!python/object:os.system []\n", "line 1, character 8: This cannot be read as"),
    ],
)  # fmt: skip
def test_a_fault_of_a_yaml(told, text, fault):
    found = told({"first.yaml": text})
    assert any(one.startswith(f"first.yaml, {fault}") for one in found), found


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ({"patients.csv": HEAD}, "patients.csv, the file: The name of this file does not say"),
        ({"rooms.xlsx": b"PK"}, "rooms.xlsx, the file: This is no kind of file that is loaded."),
        ({"SOP.pdf": b"%PDF-1.7\n%%EOF\n"}, "the upload: There is no file with rows."),
        ({"rooms.csv": HEAD + ROOM, "SOP.pdf": b"GIF"}, "SOP.pdf, the file: "),
    ],
)
def test_a_fault_of_an_upload(told, files, fault):
    found = told(files)
    assert any(one.startswith(fault) for one in found), found


def test_too_many_rows_are_refused_before_any_is_tried(told):
    rows = "".join(f"CR{at},Lab,Suite 1,QC,CNC,0,0,10,10\n" for at in range(2001))
    assert told({"rooms.csv": HEAD + rows}) == [
        "the upload: These are 2001 rows. Accepted: up to 2000 at once; load the rest after them."
    ]


def test_all_faults_of_all_files_are_told_together_in_their_order(told):
    rooms = HEAD + ROOM.replace("CNC", "E") + ROOM.replace("QC", "OFFICE").replace("CR31", "CR32")
    found = told({"rooms.csv": rooms, "equipment.csv": "code,name,kind,room\nA B,Scale,BIG,CR99\n"})
    assert [one.split(":")[0] for one in found] == [
        "rooms.csv, line 2, column grade",
        "rooms.csv, line 3, column kind",
        "equipment.csv, line 2, column kind",
    ]


def test_a_code_that_is_nowhere_is_named_with_those_that_are(told):
    files = {"rooms.csv": HEAD + ROOM, "equipment.csv": "code,name,kind,room\nB-1,Scale,OTHER,C9\n"}
    assert told(files) == [
        "equipment.csv, line 2, column room: There is no “C9” among “rooms”, nor in these files. "
        "Accepted: CR31."
    ]


def test_a_row_that_names_a_refused_one_says_so(told):
    rooms = HEAD + ROOM.replace("CNC", "E")
    files = {"rooms.csv": rooms, "equipment.csv": "code,name,kind,room\nB-1,Scale,OTHER,CR31\n"}
    assert told(files)[1] == (
        "equipment.csv, line 2, column room: “CR31” stands in these files and is refused itself. "
        "Mend that row first."
    )


def test_what_a_command_refuses_stands_at_its_column(told):
    text = "code,name,kind,unit,coldest,warmest\nMED-1,Medium,REAGENT,mL,9,2\n"
    (fault,) = told({"materials.csv": text})
    assert fault.startswith("materials.csv, line 2, column coldest: 9 °C is warmer than 2 °C.")


def test_units_numbers_and_days_are_read_strictly(told):
    text = (
        'code,name,kind,unit,coldest\nMED-1,Medium,REAGENT,ml/L,\nMED-2,Medium,REAGENT,mL,"2,5"\n'
    )
    first, second = told({"materials.csv": text})
    assert first.startswith("materials.csv, line 2, column unit: “ml/L” is not accepted here.")
    assert second.endswith("“2,5” is not a number. Use a point, not a comma: 2.5.")
    equipment = "code,name,kind,room,in_service_since\nB-1,Scale,OTHER,CR31,30.11.2026\n"
    (day,) = told({"rooms.csv": HEAD + ROOM, "equipment.csv": equipment})
    assert "column in_service_since: “30.11.2026” is not accepted here." in day


def test_what_never_changes_is_not_changed_by_a_file(told, load):
    load({"materials.csv": facility.MATERIALS}, "nbakker")
    (fault,) = told({"materials.csv": facility.MATERIALS.replace("RAW,mL", "RAW,L")})
    assert fault.startswith("materials.csv, line 2, column unit: Here it is “mL”, and a file")


def test_a_document_whose_file_is_not_there(told):
    (fault,) = told({"documents.csv": facility.DOCUMENTS})
    assert fault.startswith("documents.csv, line 2, column file: “SOP-117.txt” is not in this")


def test_rows_of_one_lot_say_the_same_of_it(told, people, load):
    load(facility.OF_PEOPLE, "shaas")
    before, _day, after = facility.STOCK.rpartition("2027-03-31")
    stock = f"{before}2027-03-30{after}"
    (fault,) = told({**facility.OF_GMP, "stock.yaml": stock})
    assert fault.startswith("stock.yaml, line 18, column expires_on: Line 2 says “2027-03-31”")


def test_stock_that_is_here_is_not_changed_by_a_file(told, people, whole):
    stock = facility.STOCK.replace("450.50", "400")
    (fault,) = told({**facility.OF_GMP, "stock.yaml": stock})
    assert "column container: Here it is “L25-0310-01: 450.50, L25-0310-02: 500”" in fault


def test_a_role_does_not_begin_in_the_past_and_nobody_gives_one_to_oneself(told, people):
    roles = "username,role,from\naowusu,planner,2020-01-01\nshaas,operator,\n"
    past, own = told({"roles.csv": roles}, "shaas")
    assert past.startswith("roles.csv, line 2, column from: This would begin in the past.")
    assert own.startswith("roles.csv, line 3: You cannot give a role to yourself.")


def test_a_password_is_no_column(told):
    text = "username,name,password\navisser,Anna,secret\n"
    assert told({"people.csv": text}, "shaas")[0].startswith(
        "people.csv, line 1, column password: “password” is no column here."
    )
