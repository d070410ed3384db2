from qc.models.sample import Result, Sample
from qc.models.specification import AcceptanceCriterion, Specification, TestGroup, TestMethod

__all__ = [
    "AcceptanceCriterion",
    "Result",
    "Sample",
    "Specification",
    "TestGroup",
    "TestMethod",
]
