from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.screening_job_state import ScreeningJobState, check_screening_job_state

if TYPE_CHECKING:
    from ..models.asked import Asked
    from ..models.cohort_info import CohortInfo
    from ..models.registry_info import RegistryInfo
    from ..models.verdicts import Verdicts


T = TypeVar("T", bound="ScreeningJob")


@_attrs_define
class ScreeningJob:
    """A screening: "running, 12,000 of 50,000 rows".

    `done` and `total` count rows of the cohort. `asked` is what was chosen, `registry` and `trials` what the cohort is
    held against: what was served when the job was accepted. `people`, `refused` (rows that were refused) and
    `verdicts` (pairs of a person and a trial) are there when it is done; so are `results`, the names of the files at
    `/v1/screenings/{id}/results/{name}`, until `wiped`. The cohort itself is removed when the job ends. `problem`: why
    it failed, or waits again. `cancel_asked`: it stops after the rows under way.

        Attributes:
            id (str):
            state (ScreeningJobState):
            made (str):
            started (None | str):
            finished (None | str):
            done (int):
            total (int):
            cancel_asked (bool):
            cohort (CohortInfo): The cohort as it came: its form, its bytes and their digest, and how many rows it has.
            asked (Asked): What the caller chose: which trials, as in a match; `all_pairs` keeps ineligible pairs as well.
            registry (RegistryInfo): What was judged: the day the records were retrieved, where that is known, and their
                digest.
            trials (int):
            people (int | None):
            refused (int | None):
            verdicts (None | Verdicts):
            problem (None | str):
            results (list[str]):
            wiped (None | str):
    """

    id: str
    state: ScreeningJobState
    made: str
    started: None | str
    finished: None | str
    done: int
    total: int
    cancel_asked: bool
    cohort: CohortInfo
    asked: Asked
    registry: RegistryInfo
    trials: int
    people: int | None
    refused: int | None
    verdicts: None | Verdicts
    problem: None | str
    results: list[str]
    wiped: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.verdicts import Verdicts  # noqa: PLC0415

        id = self.id

        state: str = self.state

        made = self.made

        started: None | str
        started = self.started

        finished: None | str
        finished = self.finished

        done = self.done

        total = self.total

        cancel_asked = self.cancel_asked

        cohort = self.cohort.to_dict()

        asked = self.asked.to_dict()

        registry = self.registry.to_dict()

        trials = self.trials

        people: int | None
        people = self.people

        refused: int | None
        refused = self.refused

        verdicts: dict[str, Any] | None
        if isinstance(self.verdicts, Verdicts):
            verdicts = self.verdicts.to_dict()
        else:
            verdicts = self.verdicts

        problem: None | str
        problem = self.problem

        results = self.results

        wiped: None | str
        wiped = self.wiped

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "state": state,
                "made": made,
                "started": started,
                "finished": finished,
                "done": done,
                "total": total,
                "cancel_asked": cancel_asked,
                "cohort": cohort,
                "asked": asked,
                "registry": registry,
                "trials": trials,
                "people": people,
                "refused": refused,
                "verdicts": verdicts,
                "problem": problem,
                "results": results,
                "wiped": wiped,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.asked import Asked  # noqa: PLC0415
        from ..models.cohort_info import CohortInfo  # noqa: PLC0415
        from ..models.registry_info import RegistryInfo  # noqa: PLC0415
        from ..models.verdicts import Verdicts  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        state = check_screening_job_state(d.pop("state"))

        made = d.pop("made")

        def _parse_started(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        started = _parse_started(d.pop("started"))

        def _parse_finished(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        finished = _parse_finished(d.pop("finished"))

        done = d.pop("done")

        total = d.pop("total")

        cancel_asked = d.pop("cancel_asked")

        cohort = CohortInfo.from_dict(d.pop("cohort"))

        asked = Asked.from_dict(d.pop("asked"))

        registry = RegistryInfo.from_dict(d.pop("registry"))

        trials = d.pop("trials")

        def _parse_people(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        people = _parse_people(d.pop("people"))

        def _parse_refused(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        refused = _parse_refused(d.pop("refused"))

        def _parse_verdicts(data: object) -> None | Verdicts:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                verdicts_type_0 = Verdicts.from_dict(data)

                return verdicts_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Verdicts, data)

        verdicts = _parse_verdicts(d.pop("verdicts"))

        def _parse_problem(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        problem = _parse_problem(d.pop("problem"))

        results = cast(list[str], d.pop("results"))

        def _parse_wiped(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        wiped = _parse_wiped(d.pop("wiped"))

        screening_job = cls(
            id=id,
            state=state,
            made=made,
            started=started,
            finished=finished,
            done=done,
            total=total,
            cancel_asked=cancel_asked,
            cohort=cohort,
            asked=asked,
            registry=registry,
            trials=trials,
            people=people,
            refused=refused,
            verdicts=verdicts,
            problem=problem,
            results=results,
            wiped=wiped,
        )

        screening_job.additional_properties = d
        return screening_job

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
