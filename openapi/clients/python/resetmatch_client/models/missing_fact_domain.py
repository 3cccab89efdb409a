from typing import Literal

MissingFactDomain = Literal["age_years", "conditions", "drug_exposures", "observations", "procedures", "sex"]

MISSING_FACT_DOMAIN_VALUES: set[MissingFactDomain] = {
    "age_years",
    "conditions",
    "drug_exposures",
    "observations",
    "procedures",
    "sex",
}


def check_missing_fact_domain(value: str) -> MissingFactDomain:
    if value in MISSING_FACT_DOMAIN_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MISSING_FACT_DOMAIN_VALUES!r}")
