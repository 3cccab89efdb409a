from typing import Literal

ResearchStudyResourceType = Literal["ResearchStudy"]

RESEARCH_STUDY_RESOURCE_TYPE_VALUES: set[ResearchStudyResourceType] = {
    "ResearchStudy",
}


def check_research_study_resource_type(value: str) -> ResearchStudyResourceType:
    if value in RESEARCH_STUDY_RESOURCE_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {RESEARCH_STUDY_RESOURCE_TYPE_VALUES!r}")
