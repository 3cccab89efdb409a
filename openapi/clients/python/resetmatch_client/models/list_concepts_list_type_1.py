from typing import Literal

ListConceptsListType1 = Literal["conditions", "drug_exposures", "observations", "procedures"]

LIST_CONCEPTS_LIST_TYPE_1_VALUES: set[ListConceptsListType1] = {
    "conditions",
    "drug_exposures",
    "observations",
    "procedures",
}


def check_list_concepts_list_type_1(value: str) -> ListConceptsListType1:
    if value in LIST_CONCEPTS_LIST_TYPE_1_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_CONCEPTS_LIST_TYPE_1_VALUES!r}")
