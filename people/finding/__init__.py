"""The scan box: every app says what may be found, and how (docs/add-a-page.md).

What somebody may not see is left out in the query itself, so that a code of another sponsor is
answered like one that never was.
"""
