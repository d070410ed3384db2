"""Lines of template that several tests open."""

from __future__ import annotations

DENSITY = """
<form id="step" data-draft="step:12">
  <c-value id="d" name="density" label="Density" unit="×10⁶/mL" expected="Expected 0.80 – 2.50"
    :action="{'lower': '0.50', 'upper': '3.00', 'upper_exclusive': True}"
    :alert="{'lower': '0.80', 'upper': '2.50'}" />
  <input name="remark"><input name="secret" type="password">
  <label><input type="radio" name="sealed" value="yes">Yes</label>
  <label><input type="radio" name="sealed" value="no" data-not-accepted>No</label>
  <p data-when-outside>Give a reason.</p>
  <p data-draft-status="step:12" hidden data-says="Not saved yet. Kept since {time}."></p>
</form>
""".replace("\n    ", " ")
