from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.answer import Answer
    from ..models.disease import Disease
    from ..models.fact import Fact
    from ..models.follow_up import FollowUp
    from ..models.named_product import NamedProduct
    from ..models.scope import Scope


T = TypeVar("T", bound="Background")


@_attrs_define
class Background:
    """For whoever reads a verdict: a research study, what it gives, how, and what is known of such products.

    Answers come from the record, with their words; `facts` from a table, of which `newest_source` is the latest date
    and `age_months` how much older that is than the records (None where their day is not known).

        Attributes:
            scope (Scope): Whether a record belongs here, why, and the words that say so: "no cell with a chimeric receptor
                is named".
            diseases (list[Disease]):
            phases (list[str]):
            first_in_human (Answer): The values found and the words that decided; the label joins them: "CD19/BCMA dual",
                else "not stated".
            modality (Answer): The values found and the words that decided; the label joins them: "CD19/BCMA dual", else
                "not stated".
            targets (Answer): The values found and the words that decided; the label joins them: "CD19/BCMA dual", else "not
                stated".
            source (Answer): The values found and the words that decided; the label joins them: "CD19/BCMA dual", else "not
                stated".
            products (list[NamedProduct]):
            lymphodepletion (Answer): The values found and the words that decided; the label joins them: "CD19/BCMA dual",
                else "not stated".
            follow_up (FollowUp): How long patients are followed: the longest time that an outcome names, in days, with the
                words.
            notes (list[str]):
            facts (list[Fact]):
            newest_source (str):
            age_months (int | None):
    """

    scope: Scope
    diseases: list[Disease]
    phases: list[str]
    first_in_human: Answer
    modality: Answer
    targets: Answer
    source: Answer
    products: list[NamedProduct]
    lymphodepletion: Answer
    follow_up: FollowUp
    notes: list[str]
    facts: list[Fact]
    newest_source: str
    age_months: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        scope = self.scope.to_dict()

        diseases = []
        for diseases_item_data in self.diseases:
            diseases_item = diseases_item_data.to_dict()
            diseases.append(diseases_item)

        phases = self.phases

        first_in_human = self.first_in_human.to_dict()

        modality = self.modality.to_dict()

        targets = self.targets.to_dict()

        source = self.source.to_dict()

        products = []
        for products_item_data in self.products:
            products_item = products_item_data.to_dict()
            products.append(products_item)

        lymphodepletion = self.lymphodepletion.to_dict()

        follow_up = self.follow_up.to_dict()

        notes = self.notes

        facts = []
        for facts_item_data in self.facts:
            facts_item = facts_item_data.to_dict()
            facts.append(facts_item)

        newest_source = self.newest_source

        age_months: int | None
        age_months = self.age_months

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "scope": scope,
                "diseases": diseases,
                "phases": phases,
                "first_in_human": first_in_human,
                "modality": modality,
                "targets": targets,
                "source": source,
                "products": products,
                "lymphodepletion": lymphodepletion,
                "follow_up": follow_up,
                "notes": notes,
                "facts": facts,
                "newest_source": newest_source,
                "age_months": age_months,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.answer import Answer  # noqa: PLC0415
        from ..models.disease import Disease  # noqa: PLC0415
        from ..models.fact import Fact  # noqa: PLC0415
        from ..models.follow_up import FollowUp  # noqa: PLC0415
        from ..models.named_product import NamedProduct  # noqa: PLC0415
        from ..models.scope import Scope  # noqa: PLC0415

        d = dict(src_dict)
        scope = Scope.from_dict(d.pop("scope"))

        diseases = []
        _diseases = d.pop("diseases")
        for diseases_item_data in _diseases:
            diseases_item = Disease.from_dict(diseases_item_data)

            diseases.append(diseases_item)

        phases = cast(list[str], d.pop("phases"))

        first_in_human = Answer.from_dict(d.pop("first_in_human"))

        modality = Answer.from_dict(d.pop("modality"))

        targets = Answer.from_dict(d.pop("targets"))

        source = Answer.from_dict(d.pop("source"))

        products = []
        _products = d.pop("products")
        for products_item_data in _products:
            products_item = NamedProduct.from_dict(products_item_data)

            products.append(products_item)

        lymphodepletion = Answer.from_dict(d.pop("lymphodepletion"))

        follow_up = FollowUp.from_dict(d.pop("follow_up"))

        notes = cast(list[str], d.pop("notes"))

        facts = []
        _facts = d.pop("facts")
        for facts_item_data in _facts:
            facts_item = Fact.from_dict(facts_item_data)

            facts.append(facts_item)

        newest_source = d.pop("newest_source")

        def _parse_age_months(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        age_months = _parse_age_months(d.pop("age_months"))

        background = cls(
            scope=scope,
            diseases=diseases,
            phases=phases,
            first_in_human=first_in_human,
            modality=modality,
            targets=targets,
            source=source,
            products=products,
            lymphodepletion=lymphodepletion,
            follow_up=follow_up,
            notes=notes,
            facts=facts,
            newest_source=newest_source,
            age_months=age_months,
        )

        background.additional_properties = d
        return background

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
