from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.research_study_resource_type import ResearchStudyResourceType, check_research_study_resource_type
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.absent import Absent
    from ..models.arm import Arm
    from ..models.codeable_concept import CodeableConcept
    from ..models.contact_detail import ContactDetail
    from ..models.fhir_location import FhirLocation
    from ..models.group import Group
    from ..models.identifier import Identifier
    from ..models.organization import Organization
    from ..models.period import Period
    from ..models.reference import Reference
    from ..models.text import Text


T = TypeVar("T", bound="ResearchStudy")


@_attrs_define
class ResearchStudy:
    """A trial.

    Attributes:
        resource_type (ResearchStudyResourceType):
        id (str):
        contained (list[FhirLocation | Group | Organization] | Unset):
        identifier (list[Identifier] | Unset):
        title (None | str | Unset):
        status (None | str | Unset):
        field_status (Absent | None | Unset):
        phase (CodeableConcept | None | Unset):
        category (list[Text] | Unset):
        condition (list[Text] | Unset):
        contact (list[ContactDetail] | Unset):
        keyword (list[Text] | Unset):
        location (list[Text] | Unset):
        description (None | str | Unset):
        enrollment (list[Reference] | Unset):
        period (None | Period | Unset):
        sponsor (None | Reference | Unset):
        site (list[Reference] | Unset):
        arm (list[Arm] | Unset):
    """

    resource_type: ResearchStudyResourceType
    id: str
    contained: list[FhirLocation | Group | Organization] | Unset = UNSET
    identifier: list[Identifier] | Unset = UNSET
    title: None | str | Unset = UNSET
    status: None | str | Unset = UNSET
    field_status: Absent | None | Unset = UNSET
    phase: CodeableConcept | None | Unset = UNSET
    category: list[Text] | Unset = UNSET
    condition: list[Text] | Unset = UNSET
    contact: list[ContactDetail] | Unset = UNSET
    keyword: list[Text] | Unset = UNSET
    location: list[Text] | Unset = UNSET
    description: None | str | Unset = UNSET
    enrollment: list[Reference] | Unset = UNSET
    period: None | Period | Unset = UNSET
    sponsor: None | Reference | Unset = UNSET
    site: list[Reference] | Unset = UNSET
    arm: list[Arm] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.absent import Absent  # noqa: PLC0415
        from ..models.codeable_concept import CodeableConcept  # noqa: PLC0415
        from ..models.fhir_location import FhirLocation  # noqa: PLC0415
        from ..models.group import Group  # noqa: PLC0415
        from ..models.period import Period  # noqa: PLC0415
        from ..models.reference import Reference  # noqa: PLC0415

        resource_type: str = self.resource_type

        id = self.id

        contained: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.contained, Unset):
            contained = []
            for contained_item_data in self.contained:
                contained_item: dict[str, Any]
                if isinstance(contained_item_data, Group):
                    contained_item = contained_item_data.to_dict()
                elif isinstance(contained_item_data, FhirLocation):
                    contained_item = contained_item_data.to_dict()
                else:
                    contained_item = contained_item_data.to_dict()

                contained.append(contained_item)

        identifier: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.identifier, Unset):
            identifier = []
            for identifier_item_data in self.identifier:
                identifier_item = identifier_item_data.to_dict()
                identifier.append(identifier_item)

        title: None | str | Unset
        if isinstance(self.title, Unset):
            title = UNSET
        else:
            title = self.title

        status: None | str | Unset
        if isinstance(self.status, Unset):
            status = UNSET
        else:
            status = self.status

        field_status: dict[str, Any] | None | Unset
        if isinstance(self.field_status, Unset):
            field_status = UNSET
        elif isinstance(self.field_status, Absent):
            field_status = self.field_status.to_dict()
        else:
            field_status = self.field_status

        phase: dict[str, Any] | None | Unset
        if isinstance(self.phase, Unset):
            phase = UNSET
        elif isinstance(self.phase, CodeableConcept):
            phase = self.phase.to_dict()
        else:
            phase = self.phase

        category: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.category, Unset):
            category = []
            for category_item_data in self.category:
                category_item = category_item_data.to_dict()
                category.append(category_item)

        condition: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.condition, Unset):
            condition = []
            for condition_item_data in self.condition:
                condition_item = condition_item_data.to_dict()
                condition.append(condition_item)

        contact: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.contact, Unset):
            contact = []
            for contact_item_data in self.contact:
                contact_item = contact_item_data.to_dict()
                contact.append(contact_item)

        keyword: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.keyword, Unset):
            keyword = []
            for keyword_item_data in self.keyword:
                keyword_item = keyword_item_data.to_dict()
                keyword.append(keyword_item)

        location: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.location, Unset):
            location = []
            for location_item_data in self.location:
                location_item = location_item_data.to_dict()
                location.append(location_item)

        description: None | str | Unset
        if isinstance(self.description, Unset):
            description = UNSET
        else:
            description = self.description

        enrollment: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.enrollment, Unset):
            enrollment = []
            for enrollment_item_data in self.enrollment:
                enrollment_item = enrollment_item_data.to_dict()
                enrollment.append(enrollment_item)

        period: dict[str, Any] | None | Unset
        if isinstance(self.period, Unset):
            period = UNSET
        elif isinstance(self.period, Period):
            period = self.period.to_dict()
        else:
            period = self.period

        sponsor: dict[str, Any] | None | Unset
        if isinstance(self.sponsor, Unset):
            sponsor = UNSET
        elif isinstance(self.sponsor, Reference):
            sponsor = self.sponsor.to_dict()
        else:
            sponsor = self.sponsor

        site: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.site, Unset):
            site = []
            for site_item_data in self.site:
                site_item = site_item_data.to_dict()
                site.append(site_item)

        arm: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.arm, Unset):
            arm = []
            for arm_item_data in self.arm:
                arm_item = arm_item_data.to_dict()
                arm.append(arm_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "resourceType": resource_type,
                "id": id,
            }
        )
        if contained is not UNSET:
            field_dict["contained"] = contained
        if identifier is not UNSET:
            field_dict["identifier"] = identifier
        if title is not UNSET:
            field_dict["title"] = title
        if status is not UNSET:
            field_dict["status"] = status
        if field_status is not UNSET:
            field_dict["_status"] = field_status
        if phase is not UNSET:
            field_dict["phase"] = phase
        if category is not UNSET:
            field_dict["category"] = category
        if condition is not UNSET:
            field_dict["condition"] = condition
        if contact is not UNSET:
            field_dict["contact"] = contact
        if keyword is not UNSET:
            field_dict["keyword"] = keyword
        if location is not UNSET:
            field_dict["location"] = location
        if description is not UNSET:
            field_dict["description"] = description
        if enrollment is not UNSET:
            field_dict["enrollment"] = enrollment
        if period is not UNSET:
            field_dict["period"] = period
        if sponsor is not UNSET:
            field_dict["sponsor"] = sponsor
        if site is not UNSET:
            field_dict["site"] = site
        if arm is not UNSET:
            field_dict["arm"] = arm

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.absent import Absent  # noqa: PLC0415
        from ..models.arm import Arm  # noqa: PLC0415
        from ..models.codeable_concept import CodeableConcept  # noqa: PLC0415
        from ..models.contact_detail import ContactDetail  # noqa: PLC0415
        from ..models.fhir_location import FhirLocation  # noqa: PLC0415
        from ..models.group import Group  # noqa: PLC0415
        from ..models.identifier import Identifier  # noqa: PLC0415
        from ..models.organization import Organization  # noqa: PLC0415
        from ..models.period import Period  # noqa: PLC0415
        from ..models.reference import Reference  # noqa: PLC0415
        from ..models.text import Text  # noqa: PLC0415

        d = dict(src_dict)
        resource_type = check_research_study_resource_type(d.pop("resourceType"))

        id = d.pop("id")

        _contained = d.pop("contained", UNSET)
        contained: list[FhirLocation | Group | Organization] | Unset = UNSET
        if _contained is not UNSET:
            contained = []
            for contained_item_data in _contained:

                def _parse_contained_item(data: object) -> FhirLocation | Group | Organization:
                    try:
                        if not isinstance(data, dict):
                            raise TypeError()
                        contained_item_type_0 = Group.from_dict(data)

                        return contained_item_type_0
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    try:
                        if not isinstance(data, dict):
                            raise TypeError()
                        contained_item_type_1 = FhirLocation.from_dict(data)

                        return contained_item_type_1
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    if not isinstance(data, dict):
                        raise TypeError()
                    contained_item_type_2 = Organization.from_dict(data)

                    return contained_item_type_2

                contained_item = _parse_contained_item(contained_item_data)

                contained.append(contained_item)

        _identifier = d.pop("identifier", UNSET)
        identifier: list[Identifier] | Unset = UNSET
        if _identifier is not UNSET:
            identifier = []
            for identifier_item_data in _identifier:
                identifier_item = Identifier.from_dict(identifier_item_data)

                identifier.append(identifier_item)

        def _parse_title(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        title = _parse_title(d.pop("title", UNSET))

        def _parse_status(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        status = _parse_status(d.pop("status", UNSET))

        def _parse_field_status(data: object) -> Absent | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                field_status_type_0 = Absent.from_dict(data)

                return field_status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Absent | None | Unset, data)

        field_status = _parse_field_status(d.pop("_status", UNSET))

        def _parse_phase(data: object) -> CodeableConcept | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                phase_type_0 = CodeableConcept.from_dict(data)

                return phase_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CodeableConcept | None | Unset, data)

        phase = _parse_phase(d.pop("phase", UNSET))

        _category = d.pop("category", UNSET)
        category: list[Text] | Unset = UNSET
        if _category is not UNSET:
            category = []
            for category_item_data in _category:
                category_item = Text.from_dict(category_item_data)

                category.append(category_item)

        _condition = d.pop("condition", UNSET)
        condition: list[Text] | Unset = UNSET
        if _condition is not UNSET:
            condition = []
            for condition_item_data in _condition:
                condition_item = Text.from_dict(condition_item_data)

                condition.append(condition_item)

        _contact = d.pop("contact", UNSET)
        contact: list[ContactDetail] | Unset = UNSET
        if _contact is not UNSET:
            contact = []
            for contact_item_data in _contact:
                contact_item = ContactDetail.from_dict(contact_item_data)

                contact.append(contact_item)

        _keyword = d.pop("keyword", UNSET)
        keyword: list[Text] | Unset = UNSET
        if _keyword is not UNSET:
            keyword = []
            for keyword_item_data in _keyword:
                keyword_item = Text.from_dict(keyword_item_data)

                keyword.append(keyword_item)

        _location = d.pop("location", UNSET)
        location: list[Text] | Unset = UNSET
        if _location is not UNSET:
            location = []
            for location_item_data in _location:
                location_item = Text.from_dict(location_item_data)

                location.append(location_item)

        def _parse_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        description = _parse_description(d.pop("description", UNSET))

        _enrollment = d.pop("enrollment", UNSET)
        enrollment: list[Reference] | Unset = UNSET
        if _enrollment is not UNSET:
            enrollment = []
            for enrollment_item_data in _enrollment:
                enrollment_item = Reference.from_dict(enrollment_item_data)

                enrollment.append(enrollment_item)

        def _parse_period(data: object) -> None | Period | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                period_type_0 = Period.from_dict(data)

                return period_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Period | Unset, data)

        period = _parse_period(d.pop("period", UNSET))

        def _parse_sponsor(data: object) -> None | Reference | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                sponsor_type_0 = Reference.from_dict(data)

                return sponsor_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Reference | Unset, data)

        sponsor = _parse_sponsor(d.pop("sponsor", UNSET))

        _site = d.pop("site", UNSET)
        site: list[Reference] | Unset = UNSET
        if _site is not UNSET:
            site = []
            for site_item_data in _site:
                site_item = Reference.from_dict(site_item_data)

                site.append(site_item)

        _arm = d.pop("arm", UNSET)
        arm: list[Arm] | Unset = UNSET
        if _arm is not UNSET:
            arm = []
            for arm_item_data in _arm:
                arm_item = Arm.from_dict(arm_item_data)

                arm.append(arm_item)

        research_study = cls(
            resource_type=resource_type,
            id=id,
            contained=contained,
            identifier=identifier,
            title=title,
            status=status,
            field_status=field_status,
            phase=phase,
            category=category,
            condition=condition,
            contact=contact,
            keyword=keyword,
            location=location,
            description=description,
            enrollment=enrollment,
            period=period,
            sponsor=sponsor,
            site=site,
            arm=arm,
        )

        research_study.additional_properties = d
        return research_study

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
