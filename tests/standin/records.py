"""Made-up study objects with fictional NCT99 numbers: as many as asked for, the same for the same seed."""

from __future__ import annotations

import datetime as dt
import json
import random
from typing import Any

Study = dict[str, Any]

DISEASES = {
    "Systemic Lupus Erythematosus": "SLEDAI-2K score \\>= {low} at screening",
    "Lupus Nephritis": "Proteinuria \\>= 1 g/day",
    "Myasthenia Gravis": "MG-ADL total score \\>= {low}",
    "Systemic Sclerosis": "Modified Rodnan skin score \\>= {low}",
    "Idiopathic Inflammatory Myopathy": "Creatine kinase \\> {low} x ULN",
    "Multiple Sclerosis": "EDSS score \\<= {low}",
    "Pemphigus Vulgaris": "PDAI score \\>= {low}",
    "Immune Thrombocytopenia": "Platelet count \\< 30 x 10\\^9/L",
}
CELLS = ("CD19 CAR-T cells", "CD19/BCMA CAR-T cells", "BCMA chimeric antigen receptor T cells", "CD19 CAR T cells")
STATUSES = ("RECRUITING", "RECRUITING", "NOT_YET_RECRUITING", "ACTIVE_NOT_RECRUITING", "COMPLETED")
SITES = (
    ("Example University Hospital", "Berlin", "Germany", 52.52437, 13.41053),
    ("Sample Medical Center", "Boston", "United States", 42.35843, -71.05977),
    ("Specimen Clinic", "Shanghai", "China", 31.22222, 121.45806),
    ("Model Hospital", "Paris", "France", 48.85341, 2.3488),
)
FIRST_DAY = dt.date(2025, 1, 1)


def studies(count: int, seed: int = 1) -> list[Study]:
    """Study objects NCT99000001, NCT99000002, ..."""
    dice = random.Random(seed)
    return [_study(number, dice) for number in range(1, count + 1)]


def copy(study: Study) -> Study:
    """The same study object, to be changed."""
    copied: Study = json.loads(json.dumps(study))
    return copied


def amended(study: Study, day: str, old: str = "", new: str = "", **modules: Any) -> Study:
    """The study with an update posted on this day: words of its eligibility text replaced, modules replaced."""
    changed = copy(study)
    protocol = changed["protocolSection"]
    protocol["statusModule"] |= {"lastUpdatePostDateStruct": {"date": day, "type": "ACTUAL"}}
    eligibility = protocol["eligibilityModule"]
    if old:
        assert old in eligibility["eligibilityCriteria"]
        eligibility["eligibilityCriteria"] = eligibility["eligibilityCriteria"].replace(old, new)
    for name, fields in modules.items():
        protocol[name] |= fields
    return changed


def _study(number: int, dice: random.Random) -> Study:
    disease = dice.choice(list(DISEASES))
    cell = dice.choice(CELLS)
    posted = FIRST_DAY + dt.timedelta(days=dice.randrange(600))
    return {
        "protocolSection": {
            "identificationModule": {
                "nctId": f"NCT{99000000 + number}",
                "orgStudyIdInfo": {"id": f"MADE-UP-{number}"},
                "briefTitle": f"A Made-up Study of {cell} in {disease}",
            },
            "statusModule": {
                "statusVerifiedDate": f"{posted:%Y-%m}",
                "overallStatus": dice.choice(STATUSES),
                "lastUpdatePostDateStruct": {"date": posted.isoformat(), "type": "ACTUAL"},
            },
            "sponsorCollaboratorsModule": {"leadSponsor": {"name": "Example Therapeutics", "class": "INDUSTRY"}},
            "descriptionModule": {"briefSummary": f"A fictional study of {cell} in people with {disease}."},
            "conditionsModule": {"conditions": [disease]},
            "designModule": {
                "studyType": "INTERVENTIONAL",
                "phases": ["PHASE1"],
                "enrollmentInfo": {"count": dice.randrange(6, 60), "type": "ESTIMATED"},
            },
            "armsInterventionsModule": {"interventions": [{"type": "BIOLOGICAL", "name": cell}]},
            "eligibilityModule": {
                "eligibilityCriteria": _text(disease, dice),
                "healthyVolunteers": False,
                "sex": "ALL",
                "minimumAge": "18 Years",
                "maximumAge": f"{dice.choice([60, 65, 70, 75])} Years",
                "stdAges": ["ADULT", "OLDER_ADULT"],
            },
            "contactsLocationsModule": {"locations": [_site(dice) for _ in range(dice.randrange(1, 4))]},
        },
        "hasResults": False,
    }


def _text(disease: str, dice: random.Random) -> str:
    activity = DISEASES[disease].format(low=dice.choice([4, 6, 8]))
    included = [f"Diagnosis of {disease.lower()}", activity, "Inadequate response to at least 2 immunosuppressants"]
    excluded = [
        f"Rituximab within {dice.choice([8, 12, 24])} weeks before screening",
        f"Absolute neutrophil count \\< {dice.choice(['1.0', '1.5'])} x 10\\^9/L",
        "Active hepatitis B or hepatitis C",
        f"Malignancy within {dice.choice([2, 5])} years",
        "Pregnant or breastfeeding women",
    ]
    dice.shuffle(excluded)
    lines = [f"* {line}" for line in excluded]
    return "\n\n".join(
        ("Inclusion Criteria:", "\n".join(f"* {line}" for line in included), "Exclusion Criteria:", "\n".join(lines))
    )


def _site(dice: random.Random) -> Study:
    facility, city, country, lat, lon = dice.choice(SITES)
    status = dice.choice(["RECRUITING", "NOT_YET_RECRUITING", "WITHDRAWN"])
    point = {"lat": lat, "lon": lon}
    return {"facility": facility, "status": status, "city": city, "country": country, "geoPoint": point}
