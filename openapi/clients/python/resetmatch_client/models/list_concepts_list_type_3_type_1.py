from typing import Literal

ListConceptsListType3Type1 = Literal["conditions", "drug_exposures", "observations", "procedures"]

LIST_CONCEPTS_LIST_TYPE_3_TYPE_1_VALUES: set[ListConceptsListType3Type1] = {
    "conditions",
    "drug_exposures",
    "observations",
    "procedures",
}


def check_list_concepts_list_type_3_type_1(value: str) -> ListConceptsListType3Type1:
    if value in LIST_CONCEPTS_LIST_TYPE_3_TYPE_1_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_CONCEPTS_LIST_TYPE_3_TYPE_1_VALUES!r}")
