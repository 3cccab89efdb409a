from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.background import Background
    from ..models.contact import Contact
    from ..models.site import Site


T = TypeVar("T", bound="TrialRecord")


@_attrs_define
class TrialRecord:
    """A trial as the registry describes it, with its untouched eligibility text and what to know beside a verdict.

    Attributes:
        nct_id (str):
        brief_title (str):
        overall_status (str):
        phases (list[str]):
        conditions (list[str]):
        countries (list[str]):
        cohorts (list[str]):
        criteria_count (int):
        in_scope (bool):
        diseases (list[str]):
        modality (str):
        target (str):
        source (str):
        products (list[str]):
        sponsor_class (None | str):
        age_groups (list[str]):
        sponsor (None | str):
        interventions (list[str]):
        last_update_posted (None | str):
        minimum_age (None | str):
        maximum_age (None | str):
        sex (None | str):
        eligibility_text (str):
        text_digest (str):
        sites (list[Site]):
        central_contacts (list[Contact]):
        background (Background): For whoever reads a verdict: a research study, what it gives, how, and what is known of
            such products.

            Answers come from the record, with their words; `facts` from a table, of which `newest_source` is the latest
            date
            and `age_months` how much older that is than the records (None where their day is not known).
    """

    nct_id: str
    brief_title: str
    overall_status: str
    phases: list[str]
    conditions: list[str]
    countries: list[str]
    cohorts: list[str]
    criteria_count: int
    in_scope: bool
    diseases: list[str]
    modality: str
    target: str
    source: str
    products: list[str]
    sponsor_class: None | str
    age_groups: list[str]
    sponsor: None | str
    interventions: list[str]
    last_update_posted: None | str
    minimum_age: None | str
    maximum_age: None | str
    sex: None | str
    eligibility_text: str
    text_digest: str
    sites: list[Site]
    central_contacts: list[Contact]
    background: Background
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        nct_id = self.nct_id

        brief_title = self.brief_title

        overall_status = self.overall_status

        phases = self.phases

        conditions = self.conditions

        countries = self.countries

        cohorts = self.cohorts

        criteria_count = self.criteria_count

        in_scope = self.in_scope

        diseases = self.diseases

        modality = self.modality

        target = self.target

        source = self.source

        products = self.products

        sponsor_class: None | str
        sponsor_class = self.sponsor_class

        age_groups = self.age_groups

        sponsor: None | str
        sponsor = self.sponsor

        interventions = self.interventions

        last_update_posted: None | str
        last_update_posted = self.last_update_posted

        minimum_age: None | str
        minimum_age = self.minimum_age

        maximum_age: None | str
        maximum_age = self.maximum_age

        sex: None | str
        sex = self.sex

        eligibility_text = self.eligibility_text

        text_digest = self.text_digest

        sites = []
        for sites_item_data in self.sites:
            sites_item = sites_item_data.to_dict()
            sites.append(sites_item)

        central_contacts = []
        for central_contacts_item_data in self.central_contacts:
            central_contacts_item = central_contacts_item_data.to_dict()
            central_contacts.append(central_contacts_item)

        background = self.background.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "nct_id": nct_id,
                "brief_title": brief_title,
                "overall_status": overall_status,
                "phases": phases,
                "conditions": conditions,
                "countries": countries,
                "cohorts": cohorts,
                "criteria_count": criteria_count,
                "in_scope": in_scope,
                "diseases": diseases,
                "modality": modality,
                "target": target,
                "source": source,
                "products": products,
                "sponsor_class": sponsor_class,
                "age_groups": age_groups,
                "sponsor": sponsor,
                "interventions": interventions,
                "last_update_posted": last_update_posted,
                "minimum_age": minimum_age,
                "maximum_age": maximum_age,
                "sex": sex,
                "eligibility_text": eligibility_text,
                "text_digest": text_digest,
                "sites": sites,
                "central_contacts": central_contacts,
                "background": background,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.background import Background  # noqa: PLC0415
        from ..models.contact import Contact  # noqa: PLC0415
        from ..models.site import Site  # noqa: PLC0415

        d = dict(src_dict)
        nct_id = d.pop("nct_id")

        brief_title = d.pop("brief_title")

        overall_status = d.pop("overall_status")

        phases = cast(list[str], d.pop("phases"))

        conditions = cast(list[str], d.pop("conditions"))

        countries = cast(list[str], d.pop("countries"))

        cohorts = cast(list[str], d.pop("cohorts"))

        criteria_count = d.pop("criteria_count")

        in_scope = d.pop("in_scope")

        diseases = cast(list[str], d.pop("diseases"))

        modality = d.pop("modality")

        target = d.pop("target")

        source = d.pop("source")

        products = cast(list[str], d.pop("products"))

        def _parse_sponsor_class(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        sponsor_class = _parse_sponsor_class(d.pop("sponsor_class"))

        age_groups = cast(list[str], d.pop("age_groups"))

        def _parse_sponsor(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        sponsor = _parse_sponsor(d.pop("sponsor"))

        interventions = cast(list[str], d.pop("interventions"))

        def _parse_last_update_posted(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        last_update_posted = _parse_last_update_posted(d.pop("last_update_posted"))

        def _parse_minimum_age(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        minimum_age = _parse_minimum_age(d.pop("minimum_age"))

        def _parse_maximum_age(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        maximum_age = _parse_maximum_age(d.pop("maximum_age"))

        def _parse_sex(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        sex = _parse_sex(d.pop("sex"))

        eligibility_text = d.pop("eligibility_text")

        text_digest = d.pop("text_digest")

        sites = []
        _sites = d.pop("sites")
        for sites_item_data in _sites:
            sites_item = Site.from_dict(sites_item_data)

            sites.append(sites_item)

        central_contacts = []
        _central_contacts = d.pop("central_contacts")
        for central_contacts_item_data in _central_contacts:
            central_contacts_item = Contact.from_dict(central_contacts_item_data)

            central_contacts.append(central_contacts_item)

        background = Background.from_dict(d.pop("background"))

        trial_record = cls(
            nct_id=nct_id,
            brief_title=brief_title,
            overall_status=overall_status,
            phases=phases,
            conditions=conditions,
            countries=countries,
            cohorts=cohorts,
            criteria_count=criteria_count,
            in_scope=in_scope,
            diseases=diseases,
            modality=modality,
            target=target,
            source=source,
            products=products,
            sponsor_class=sponsor_class,
            age_groups=age_groups,
            sponsor=sponsor,
            interventions=interventions,
            last_update_posted=last_update_posted,
            minimum_age=minimum_age,
            maximum_age=maximum_age,
            sex=sex,
            eligibility_text=eligibility_text,
            text_digest=text_digest,
            sites=sites,
            central_contacts=central_contacts,
            background=background,
        )

        trial_record.additional_properties = d
        return trial_record

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
