"""Contains all the data models used in inputs/outputs"""

from .absent import Absent
from .address import Address
from .age import Age
from .age_comparator import AgeComparator
from .age_node import AgeNode
from .all_ import All
from .all_node import AllNode
from .answer import Answer
from .any_ import Any
from .any_node import AnyNode
from .arm import Arm
from .arm_group import ArmGroup
from .arms_interventions_module import ArmsInterventionsModule
from .asked import Asked
from .at_least import AtLeast
from .at_least_node import AtLeastNode
from .attested import Attested
from .attested_node import AttestedNode
from .background import Background
from .bundle import Bundle
from .bundle_entry import BundleEntry
from .bundle_resource_type import BundleResourceType
from .capability_statement import CapabilityStatement
from .capability_statement_resource_type import CapabilityStatementResourceType
from .change_report import ChangeReport
from .characteristic import Characteristic
from .codeable_concept import CodeableConcept
from .coded_concept import CodedConcept
from .coding import Coding
from .cohort import Cohort
from .cohort_info import CohortInfo
from .cohort_info_form import CohortInfoForm
from .cohort_verdict import CohortVerdict
from .cohort_verdict_verdict import CohortVerdictVerdict
from .concept_code import ConceptCode
from .concept_list import ConceptList
from .concept_summary import ConceptSummary
from .condition import Condition
from .condition_entry import ConditionEntry
from .condition_entry_status_type_0 import ConditionEntryStatusType0
from .condition_node import ConditionNode
from .condition_since import ConditionSince
from .condition_status import ConditionStatus
from .conditions_module import ConditionsModule
from .constant import Constant
from .constant_node import ConstantNode
from .contact import Contact
from .contact_detail import ContactDetail
from .contact_point import ContactPoint
from .contact_point_system import ContactPointSystem
from .contacts_locations_module import ContactsLocationsModule
from .criterion import Criterion
from .criterion_category import CriterionCategory
from .criterion_change import CriterionChange
from .criterion_change_kind import CriterionChangeKind
from .criterion_kind import CriterionKind
from .criterion_result import CriterionResult
from .criterion_result_category import CriterionResultCategory
from .criterion_result_kind import CriterionResultKind
from .criterion_result_verdict import CriterionResultVerdict
from .date_struct import DateStruct
from .delivery_list import DeliveryList
from .delivery_shown import DeliveryShown
from .description_module import DescriptionModule
from .design_info import DesignInfo
from .design_module import DesignModule
from .discretionary import Discretionary
from .discretionary_node import DiscretionaryNode
from .disease import Disease
from .distinct import Distinct
from .distinct_node import DistinctNode
from .distinct_responses_item import DistinctResponsesItem
from .dose import Dose
from .dose_comparator import DoseComparator
from .dose_entry import DoseEntry
from .dose_node import DoseNode
from .drug_exposure_entry import DrugExposureEntry
from .drug_exposure_entry_response_type_0 import DrugExposureEntryResponseType0
from .elapsed import Elapsed
from .elapsed_comparator import ElapsedComparator
from .elapsed_node import ElapsedNode
from .elapsed_since import ElapsedSince
from .eligibility_module import EligibilityModule
from .eligibility_module_sex_type_0 import EligibilityModuleSexType0
from .engine_info import EngineInfo
from .enrollment_info import EnrollmentInfo
from .evidence import Evidence
from .exposure import Exposure
from .exposure_dose_comparator_type_0 import ExposureDoseComparatorType0
from .exposure_node import ExposureNode
from .exposure_responses_item import ExposureResponsesItem
from .extension import Extension
from .facet_count import FacetCount
from .facets import Facets
from .fact import Fact
from .fact_kind import FactKind
from .fact_seen import FactSeen
from .fhir_location import FhirLocation
from .fhir_location_resource_type import FhirLocationResourceType
from .field_change import FieldChange
from .field_change_field import FieldChangeField
from .filters import Filters
from .finding import Finding
from .finding_node import FindingNode
from .finding_outcome import FindingOutcome
from .flaw import Flaw
from .flip import Flip
from .flip_after_type_0 import FlipAfterType0
from .flip_before_type_0 import FlipBeforeType0
from .flipped_criterion import FlippedCriterion
from .flipped_criterion_after_type_0 import FlippedCriterionAfterType0
from .flipped_criterion_before_type_0 import FlippedCriterionBeforeType0
from .flipped_criterion_kind import FlippedCriterionKind
from .follow_up import FollowUp
from .get_screening_result_name import GetScreeningResultName
from .grade import Grade
from .grade_node import GradeNode
from .group import Group
from .group_resource_type import GroupResourceType
from .health import Health
from .identification_module import IdentificationModule
from .identifier import Identifier
from .if_then import IfThen
from .if_then_node import IfThenNode
from .implementation import Implementation
from .intervention import Intervention
from .issue import Issue
from .issue_severity import IssueSeverity
from .line_problem import LineProblem
from .line_problem_type import LineProblemType
from .list_concepts_list_type_1 import ListConceptsListType1
from .list_concepts_list_type_2_type_1 import ListConceptsListType2Type1
from .list_concepts_list_type_3_type_1 import ListConceptsListType3Type1
from .location import Location
from .location_entry import LocationEntry
from .match_page import MatchPage
from .match_parameters import MatchParameters
from .match_parameters_parameter_item import MatchParametersParameterItem
from .match_request import MatchRequest
from .match_result import MatchResult
from .missing_fact import MissingFact
from .missing_fact_domain import MissingFactDomain
from .named_product import NamedProduct
from .next_test import NextTest
from .next_test_domain import NextTestDomain
from .not_ import Not
from .not_node import NotNode
from .observation_entry import ObservationEntry
from .operation import Operation
from .operation_outcome import OperationOutcome
from .operation_outcome_resource_type import OperationOutcomeResourceType
from .organization import Organization
from .organization_resource_type import OrganizationResourceType
from .outcome import Outcome
from .outcomes_module import OutcomesModule
from .overridden import Overridden
from .overridden_decided_by import OverriddenDecidedBy
from .override_list import OverrideList
from .override_request import OverrideRequest
from .override_request_tree import OverrideRequestTree
from .override_shown import OverrideShown
from .override_shown_decided_by import OverrideShownDecidedBy
from .override_shown_state import OverrideShownState
from .parameter import Parameter
from .parameters import Parameters
from .parameters_resource_type import ParametersResourceType
from .patient_bundle import PatientBundle
from .patient_bundle_entry_item import PatientBundleEntryItem
from .period import Period
from .place import Place
from .position import Position
from .problem import Problem
from .problem_type import ProblemType
from .procedure import Procedure
from .procedure_entry import ProcedureEntry
from .procedure_node import ProcedureNode
from .profile import Profile
from .profile_check import ProfileCheck
from .profile_complete_type_0_item import ProfileCompleteType0Item
from .profile_sex_type_0 import ProfileSexType0
from .protocol_section import ProtocolSection
from .quality import Quality
from .quality_node import QualityNode
from .quantity import Quantity
from .quantity_comparator_type_0 import QuantityComparatorType0
from .readings import Readings
from .readings_node import ReadingsNode
from .ready import Ready
from .record_change import RecordChange
from .record_change_kind import RecordChangeKind
from .reference import Reference
from .registry_info import RegistryInfo
from .research_study import ResearchStudy
from .research_study_resource_type import ResearchStudyResourceType
from .rest import Rest
from .rest_resource import RestResource
from .scope import Scope
from .screening_job import ScreeningJob
from .screening_job_state import ScreeningJobState
from .screening_list import ScreeningList
from .search import Search
from .search_mode import SearchMode
from .sex import Sex
from .sex_node import SexNode
from .sex_sex import SexSex
from .side import Side
from .side_category import SideCategory
from .site import Site
from .site_change import SiteChange
from .site_change_kind import SiteChangeKind
from .sites import Sites
from .software import Software
from .span import Span
from .sponsor import Sponsor
from .sponsor_collaborators_module import SponsorCollaboratorsModule
from .status_module import StatusModule
from .study import Study
from .text import Text
from .trial import Trial
from .trial_list import TrialList
from .trial_match import TrialMatch
from .trial_match_request import TrialMatchRequest
from .trial_match_verdict import TrialMatchVerdict
from .trial_record import TrialRecord
from .trial_summary import TrialSummary
from .unread import Unread
from .unread_node import UnreadNode
from .unresolved_fact import UnresolvedFact
from .value import Value
from .value_comparator import ValueComparator
from .value_node import ValueNode
from .value_relative_type_0 import ValueRelativeType0
from .verdict_counts import VerdictCounts
from .verdicts import Verdicts
from .version_info import VersionInfo
from .versions import Versions
from .webhook_list import WebhookList
from .webhook_made import WebhookMade
from .webhook_made_subject_kind import WebhookMadeSubjectKind
from .webhook_request import WebhookRequest
from .webhook_shown import WebhookShown
from .webhook_shown_subject_kind import WebhookShownSubjectKind
from .window import Window
from .window_pick_type_0 import WindowPickType0

__all__ = (
    "Absent",
    "Address",
    "Age",
    "AgeComparator",
    "AgeNode",
    "All",
    "AllNode",
    "Answer",
    "Any",
    "AnyNode",
    "Arm",
    "ArmGroup",
    "ArmsInterventionsModule",
    "Asked",
    "AtLeast",
    "AtLeastNode",
    "Attested",
    "AttestedNode",
    "Background",
    "Bundle",
    "BundleEntry",
    "BundleResourceType",
    "CapabilityStatement",
    "CapabilityStatementResourceType",
    "ChangeReport",
    "Characteristic",
    "CodeableConcept",
    "CodedConcept",
    "Coding",
    "Cohort",
    "CohortInfo",
    "CohortInfoForm",
    "CohortVerdict",
    "CohortVerdictVerdict",
    "ConceptCode",
    "ConceptList",
    "ConceptSummary",
    "Condition",
    "ConditionEntry",
    "ConditionEntryStatusType0",
    "ConditionNode",
    "ConditionSince",
    "ConditionsModule",
    "ConditionStatus",
    "Constant",
    "ConstantNode",
    "Contact",
    "ContactDetail",
    "ContactPoint",
    "ContactPointSystem",
    "ContactsLocationsModule",
    "Criterion",
    "CriterionCategory",
    "CriterionChange",
    "CriterionChangeKind",
    "CriterionKind",
    "CriterionResult",
    "CriterionResultCategory",
    "CriterionResultKind",
    "CriterionResultVerdict",
    "DateStruct",
    "DeliveryList",
    "DeliveryShown",
    "DescriptionModule",
    "DesignInfo",
    "DesignModule",
    "Discretionary",
    "DiscretionaryNode",
    "Disease",
    "Distinct",
    "DistinctNode",
    "DistinctResponsesItem",
    "Dose",
    "DoseComparator",
    "DoseEntry",
    "DoseNode",
    "DrugExposureEntry",
    "DrugExposureEntryResponseType0",
    "Elapsed",
    "ElapsedComparator",
    "ElapsedNode",
    "ElapsedSince",
    "EligibilityModule",
    "EligibilityModuleSexType0",
    "EngineInfo",
    "EnrollmentInfo",
    "Evidence",
    "Exposure",
    "ExposureDoseComparatorType0",
    "ExposureNode",
    "ExposureResponsesItem",
    "Extension",
    "FacetCount",
    "Facets",
    "Fact",
    "FactKind",
    "FactSeen",
    "FhirLocation",
    "FhirLocationResourceType",
    "FieldChange",
    "FieldChangeField",
    "Filters",
    "Finding",
    "FindingNode",
    "FindingOutcome",
    "Flaw",
    "Flip",
    "FlipAfterType0",
    "FlipBeforeType0",
    "FlippedCriterion",
    "FlippedCriterionAfterType0",
    "FlippedCriterionBeforeType0",
    "FlippedCriterionKind",
    "FollowUp",
    "GetScreeningResultName",
    "Grade",
    "GradeNode",
    "Group",
    "GroupResourceType",
    "Health",
    "IdentificationModule",
    "Identifier",
    "IfThen",
    "IfThenNode",
    "Implementation",
    "Intervention",
    "Issue",
    "IssueSeverity",
    "LineProblem",
    "LineProblemType",
    "ListConceptsListType1",
    "ListConceptsListType2Type1",
    "ListConceptsListType3Type1",
    "Location",
    "LocationEntry",
    "MatchPage",
    "MatchParameters",
    "MatchParametersParameterItem",
    "MatchRequest",
    "MatchResult",
    "MissingFact",
    "MissingFactDomain",
    "NamedProduct",
    "NextTest",
    "NextTestDomain",
    "Not",
    "NotNode",
    "ObservationEntry",
    "Operation",
    "OperationOutcome",
    "OperationOutcomeResourceType",
    "Organization",
    "OrganizationResourceType",
    "Outcome",
    "OutcomesModule",
    "Overridden",
    "OverriddenDecidedBy",
    "OverrideList",
    "OverrideRequest",
    "OverrideRequestTree",
    "OverrideShown",
    "OverrideShownDecidedBy",
    "OverrideShownState",
    "Parameter",
    "Parameters",
    "ParametersResourceType",
    "PatientBundle",
    "PatientBundleEntryItem",
    "Period",
    "Place",
    "Position",
    "Problem",
    "ProblemType",
    "Procedure",
    "ProcedureEntry",
    "ProcedureNode",
    "Profile",
    "ProfileCheck",
    "ProfileCompleteType0Item",
    "ProfileSexType0",
    "ProtocolSection",
    "Quality",
    "QualityNode",
    "Quantity",
    "QuantityComparatorType0",
    "Readings",
    "ReadingsNode",
    "Ready",
    "RecordChange",
    "RecordChangeKind",
    "Reference",
    "RegistryInfo",
    "ResearchStudy",
    "ResearchStudyResourceType",
    "Rest",
    "RestResource",
    "Scope",
    "ScreeningJob",
    "ScreeningJobState",
    "ScreeningList",
    "Search",
    "SearchMode",
    "Sex",
    "SexNode",
    "SexSex",
    "Side",
    "SideCategory",
    "Site",
    "SiteChange",
    "SiteChangeKind",
    "Sites",
    "Software",
    "Span",
    "Sponsor",
    "SponsorCollaboratorsModule",
    "StatusModule",
    "Study",
    "Text",
    "Trial",
    "TrialList",
    "TrialMatch",
    "TrialMatchRequest",
    "TrialMatchVerdict",
    "TrialRecord",
    "TrialSummary",
    "Unread",
    "UnreadNode",
    "UnresolvedFact",
    "Value",
    "ValueComparator",
    "ValueNode",
    "ValueRelativeType0",
    "VerdictCounts",
    "Verdicts",
    "VersionInfo",
    "Versions",
    "WebhookList",
    "WebhookMade",
    "WebhookMadeSubjectKind",
    "WebhookRequest",
    "WebhookShown",
    "WebhookShownSubjectKind",
    "Window",
    "WindowPickType0",
)
