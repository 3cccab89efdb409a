from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.profile_complete_type_0_item import ProfileCompleteType0Item, check_profile_complete_type_0_item
from ..models.profile_sex_type_0 import ProfileSexType0, check_profile_sex_type_0
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.condition_entry import ConditionEntry
    from ..models.drug_exposure_entry import DrugExposureEntry
    from ..models.location_entry import LocationEntry
    from ..models.observation_entry import ObservationEntry
    from ..models.procedure_entry import ProcedureEntry


T = TypeVar("T", bound="Profile")


@_attrs_define
class Profile:
    """A de-identified patient; `complete` names the lists in which a missing record means "never".

    Attributes:
        profile_id (str):
        age_years (float | None | Unset):
        sex (None | ProfileSexType0 | Unset):
        complete (list[ProfileCompleteType0Item] | None | Unset):
        conditions (list[ConditionEntry] | None | Unset):
        observations (list[ObservationEntry] | None | Unset):
        drug_exposures (list[DrugExposureEntry] | None | Unset):
        procedures (list[ProcedureEntry] | None | Unset):
        location (LocationEntry | None | Unset):
    """

    profile_id: str
    age_years: float | None | Unset = UNSET
    sex: None | ProfileSexType0 | Unset = UNSET
    complete: list[ProfileCompleteType0Item] | None | Unset = UNSET
    conditions: list[ConditionEntry] | None | Unset = UNSET
    observations: list[ObservationEntry] | None | Unset = UNSET
    drug_exposures: list[DrugExposureEntry] | None | Unset = UNSET
    procedures: list[ProcedureEntry] | None | Unset = UNSET
    location: LocationEntry | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.location_entry import LocationEntry  # noqa: PLC0415

        profile_id = self.profile_id

        age_years: float | None | Unset
        if isinstance(self.age_years, Unset):
            age_years = UNSET
        else:
            age_years = self.age_years

        sex: None | str | Unset
        if isinstance(self.sex, Unset):
            sex = UNSET
        elif isinstance(self.sex, str):
            sex = self.sex
        else:
            sex = self.sex

        complete: list[str] | None | Unset
        if isinstance(self.complete, Unset):
            complete = UNSET
        elif isinstance(self.complete, list):
            complete = []
            for complete_type_0_item_data in self.complete:
                complete_type_0_item: str = complete_type_0_item_data
                complete.append(complete_type_0_item)

        else:
            complete = self.complete

        conditions: list[dict[str, Any]] | None | Unset
        if isinstance(self.conditions, Unset):
            conditions = UNSET
        elif isinstance(self.conditions, list):
            conditions = []
            for conditions_type_0_item_data in self.conditions:
                conditions_type_0_item = conditions_type_0_item_data.to_dict()
                conditions.append(conditions_type_0_item)

        else:
            conditions = self.conditions

        observations: list[dict[str, Any]] | None | Unset
        if isinstance(self.observations, Unset):
            observations = UNSET
        elif isinstance(self.observations, list):
            observations = []
            for observations_type_0_item_data in self.observations:
                observations_type_0_item = observations_type_0_item_data.to_dict()
                observations.append(observations_type_0_item)

        else:
            observations = self.observations

        drug_exposures: list[dict[str, Any]] | None | Unset
        if isinstance(self.drug_exposures, Unset):
            drug_exposures = UNSET
        elif isinstance(self.drug_exposures, list):
            drug_exposures = []
            for drug_exposures_type_0_item_data in self.drug_exposures:
                drug_exposures_type_0_item = drug_exposures_type_0_item_data.to_dict()
                drug_exposures.append(drug_exposures_type_0_item)

        else:
            drug_exposures = self.drug_exposures

        procedures: list[dict[str, Any]] | None | Unset
        if isinstance(self.procedures, Unset):
            procedures = UNSET
        elif isinstance(self.procedures, list):
            procedures = []
            for procedures_type_0_item_data in self.procedures:
                procedures_type_0_item = procedures_type_0_item_data.to_dict()
                procedures.append(procedures_type_0_item)

        else:
            procedures = self.procedures

        location: dict[str, Any] | None | Unset
        if isinstance(self.location, Unset):
            location = UNSET
        elif isinstance(self.location, LocationEntry):
            location = self.location.to_dict()
        else:
            location = self.location

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "profile_id": profile_id,
            }
        )
        if age_years is not UNSET:
            field_dict["age_years"] = age_years
        if sex is not UNSET:
            field_dict["sex"] = sex
        if complete is not UNSET:
            field_dict["complete"] = complete
        if conditions is not UNSET:
            field_dict["conditions"] = conditions
        if observations is not UNSET:
            field_dict["observations"] = observations
        if drug_exposures is not UNSET:
            field_dict["drug_exposures"] = drug_exposures
        if procedures is not UNSET:
            field_dict["procedures"] = procedures
        if location is not UNSET:
            field_dict["location"] = location

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.condition_entry import ConditionEntry  # noqa: PLC0415
        from ..models.drug_exposure_entry import DrugExposureEntry  # noqa: PLC0415
        from ..models.location_entry import LocationEntry  # noqa: PLC0415
        from ..models.observation_entry import ObservationEntry  # noqa: PLC0415
        from ..models.procedure_entry import ProcedureEntry  # noqa: PLC0415

        d = dict(src_dict)
        profile_id = d.pop("profile_id")

        def _parse_age_years(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        age_years = _parse_age_years(d.pop("age_years", UNSET))

        def _parse_sex(data: object) -> None | ProfileSexType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                sex_type_0 = check_profile_sex_type_0(data)

                return sex_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ProfileSexType0 | Unset, data)

        sex = _parse_sex(d.pop("sex", UNSET))

        def _parse_complete(data: object) -> list[ProfileCompleteType0Item] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                complete_type_0 = []
                _complete_type_0 = data
                for complete_type_0_item_data in _complete_type_0:
                    complete_type_0_item = check_profile_complete_type_0_item(complete_type_0_item_data)

                    complete_type_0.append(complete_type_0_item)

                return complete_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[ProfileCompleteType0Item] | None | Unset, data)

        complete = _parse_complete(d.pop("complete", UNSET))

        def _parse_conditions(data: object) -> list[ConditionEntry] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                conditions_type_0 = []
                _conditions_type_0 = data
                for conditions_type_0_item_data in _conditions_type_0:
                    conditions_type_0_item = ConditionEntry.from_dict(conditions_type_0_item_data)

                    conditions_type_0.append(conditions_type_0_item)

                return conditions_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[ConditionEntry] | None | Unset, data)

        conditions = _parse_conditions(d.pop("conditions", UNSET))

        def _parse_observations(data: object) -> list[ObservationEntry] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                observations_type_0 = []
                _observations_type_0 = data
                for observations_type_0_item_data in _observations_type_0:
                    observations_type_0_item = ObservationEntry.from_dict(observations_type_0_item_data)

                    observations_type_0.append(observations_type_0_item)

                return observations_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[ObservationEntry] | None | Unset, data)

        observations = _parse_observations(d.pop("observations", UNSET))

        def _parse_drug_exposures(data: object) -> list[DrugExposureEntry] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                drug_exposures_type_0 = []
                _drug_exposures_type_0 = data
                for drug_exposures_type_0_item_data in _drug_exposures_type_0:
                    drug_exposures_type_0_item = DrugExposureEntry.from_dict(drug_exposures_type_0_item_data)

                    drug_exposures_type_0.append(drug_exposures_type_0_item)

                return drug_exposures_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[DrugExposureEntry] | None | Unset, data)

        drug_exposures = _parse_drug_exposures(d.pop("drug_exposures", UNSET))

        def _parse_procedures(data: object) -> list[ProcedureEntry] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                procedures_type_0 = []
                _procedures_type_0 = data
                for procedures_type_0_item_data in _procedures_type_0:
                    procedures_type_0_item = ProcedureEntry.from_dict(procedures_type_0_item_data)

                    procedures_type_0.append(procedures_type_0_item)

                return procedures_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[ProcedureEntry] | None | Unset, data)

        procedures = _parse_procedures(d.pop("procedures", UNSET))

        def _parse_location(data: object) -> LocationEntry | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                location_type_0 = LocationEntry.from_dict(data)

                return location_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LocationEntry | None | Unset, data)

        location = _parse_location(d.pop("location", UNSET))

        profile = cls(
            profile_id=profile_id,
            age_years=age_years,
            sex=sex,
            complete=complete,
            conditions=conditions,
            observations=observations,
            drug_exposures=drug_exposures,
            procedures=procedures,
            location=location,
        )

        return profile
