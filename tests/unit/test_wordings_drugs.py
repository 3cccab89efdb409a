"""Wordings of drugs and earlier treatment, and what is read from them."""

from __future__ import annotations

import pytest

from criteria.reading import read_text

EXAMPLES = [
    (
        "Exclusion",
        "Immunomodulators such as azathioprine or ciclosporin within 3 weeks",
        "immunomodulator within 3 weeks or azathioprine within 3 weeks or cyclosporine within 3 weeks",
    ),
    ("Exclusion", "Immunomodulators (mercaptopurine, thalidomide, etc.)", "immunomodulator or mercaptopurine"),
    ("Exclusion", "TNF inhibitors such as etanercept within 2 weeks", "TNF inhibitor within 2 weeks"),
    ("Inclusion", "No immunosuppressants (including steroids)", "not (immunosuppressant or glucocorticoid)"),
    (
        "Inclusion",
        "Inadequate response to at least 2 immunosuppressants, including steroids",
        "at least 2 different of immunosuppressant, glucocorticoid with inadequate response",
    ),
    ("Inclusion", "On immunomodulators such as azathioprine", "current immunomodulator"),
    (
        "Exclusion",
        "Immunosuppressants such as prednisone > 15 mg/day within 3 weeks",
        "immunosuppressant within 3 weeks or daily dose of glucocorticoid within 3 weeks > 15 mg/d",
    ),
    (
        "Exclusion",
        "Use of steroids such as corticosteroids (prednisone > 0.3 mg/kg)",
        "daily dose of glucocorticoid > 0.3 mg/kg",
    ),
    (
        "Exclusion",
        "Systemic steroids (> 15 mg/day of prednisone for more than 3 days)",
        "glucocorticoid at > 15 mg/d for > 3 days",
    ),
]


def read(section: str, text: str, disease: str = "rheumatoid arthritis") -> str:
    (criterion,) = read_text(f"{section} Criteria:\n\n* {text}", (disease,))[1]
    return criterion.expression


@pytest.mark.parametrize(("section", "text", "understood"), EXAMPLES)
def test_examples_are_read_with_the_class_before_them(section: str, text: str, understood: str) -> None:
    assert read(section, text) == understood
