from typing import Literal

NextTestDomain = Literal["age_years", "conditions", "drug_exposures", "observations", "procedures", "sex"]

NEXT_TEST_DOMAIN_VALUES: set[NextTestDomain] = {
    "age_years",
    "conditions",
    "drug_exposures",
    "observations",
    "procedures",
    "sex",
}


def check_next_test_domain(value: str) -> NextTestDomain:
    if value in NEXT_TEST_DOMAIN_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NEXT_TEST_DOMAIN_VALUES!r}")
