"""What the made-up people of the benchmark have: names, how common they are, and where values lie.

Frequencies are plausible, not measured: most people have none of the diseases that trials ask for.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["COMMON", "DISEASES", "DRUGS", "FINDINGS", "GIVEN_FOR_DISEASE", "LABS", "PROCEDURES", "SCORES", "Lab"]

# The share of people with an autoimmune disease, spread over DISEASES.
DISEASES = {
    "rheumatoid arthritis": 10,
    "systemic lupus erythematosus": 6,
    "lupus nephritis": 2,
    "multiple sclerosis": 5,
    "systemic sclerosis": 2,
    "dermatomyositis": 1,
    "immune-mediated necrotizing myopathy": 1,
    "myasthenia gravis": 2,
    "ulcerative colitis": 5,
    "Crohn disease": 4,
    "type 1 diabetes mellitus": 4,
    "Sjögren's disease": 3,
    "ANCA-associated vasculitis": 1,
    "neuromyelitis optica spectrum disorder": 1,
    "multiple myeloma": 2,
    "B-cell lymphoma": 2,
    "acute myeloid leukemia": 1,
}

COMMON = {
    "hypertension": 20,
    "hyperlipidemia": 16,
    "type 2 diabetes mellitus": 9,
    "obesity": 10,
    "asthma": 7,
    "COPD": 5,
    "depression": 8,
    "anxiety": 7,
    "osteoarthritis": 9,
    "hypothyroidism": 5,
    "GERD": 8,
    "coronary artery disease": 5,
    "atrial fibrillation": 3,
    "congestive heart failure": 2,
    "stroke": 2,
    "chronic kidney disease": 4,
    "anemia": 5,
    "pneumonia": 4,
    "urinary tract infection": 5,
    "herpes zoster": 2,
    "hepatitis B": 1,
    "hepatitis C": 1,
    "HIV infection": 1,
    "tuberculosis": 1,
    "breast cancer": 2,
    "prostate cancer": 2,
    "basal cell carcinoma": 2,
    "seizure": 1,
    "deep vein thrombosis": 2,
    "gout": 3,
    "psoriasis": 2,
    "myocardial infarction": 2,
    "Gilbert syndrome": 1,
    "allergy": 3,
    "pregnancy": 1,
    "alcohol abuse": 2,
}


class Lab(NamedTuple):
    """A measured value: usual mean and spread in `unit`, the upper limit of normal, other units with their factor."""

    mean: float
    spread: float
    unit: str | None
    high: float | None = None
    others: tuple[tuple[str, float], ...] = ()


LABS = {
    "hemoglobin": Lab(13.6, 1.7, "g/dL", 17.5, (("g/L", 10.0),)),
    "platelet count": Lab(250, 70, "10*9/L", 400, (("10*3/uL", 1.0),)),
    "neutrophil count": Lab(4.2, 1.6, "10*9/L", 7.5, (("10*3/uL", 1.0),)),
    "lymphocyte count": Lab(1.9, 0.7, "10*9/L", 4.0),
    "white blood cell count": Lab(7.0, 2.1, "10*9/L", 11.0, (("10*3/uL", 1.0),)),
    "alanine aminotransferase": Lab(28, 16, "U/L", 40),
    "aspartate aminotransferase": Lab(26, 13, "U/L", 40),
    "total bilirubin": Lab(0.7, 0.35, "mg/dL", 1.2, (("umol/L", 17.1),)),
    "creatinine": Lab(0.95, 0.3, "mg/dL", 1.3, (("umol/L", 88.4),)),
    "eGFR": Lab(85, 22, "mL/min/{1.73_m2}"),
    "creatinine clearance": Lab(95, 28, "mL/min"),
    "serum albumin": Lab(42, 4.5, "g/L", 50, (("g/dL", 0.1),)),
    "C-reactive protein": Lab(6, 8, "mg/L", 5, (("mg/dL", 0.1),)),
    "erythrocyte sedimentation rate": Lab(18, 14, "mm/h", 20),
    "HbA1c": Lab(5.9, 0.9, "%", 6.0),
    "INR": Lab(1.05, 0.15, None, 1.2),
    "body weight": Lab(76, 16, "kg"),
    "BMI": Lab(27, 5, "kg/m2"),
    "systolic blood pressure": Lab(128, 16, "mm[Hg]"),
    "diastolic blood pressure": Lab(78, 10, "mm[Hg]"),
    "LVEF": Lab(60, 7, "%"),
    "SpO2": Lab(97, 1.6, "%"),
    "QTc interval": Lab(420, 24, "ms"),
}

# Scores are whole numbers up to a greatest one.
SCORES = {"ECOG performance status": 4, "SLEDAI-2K": 20, "EDSS": 8, "tender joint count": 20, "CDAI": 60}

FINDINGS = {
    "HBsAg": 0.02,
    "hepatitis B core antibody": 0.08,
    "HCV antibody": 0.02,
    "HIV antibody": 0.01,
    "pregnancy test": 0.02,
    "rheumatoid factor": 0.12,
    "antinuclear antibody": 0.15,
    "anti-dsDNA antibody": 0.05,
    "interferon-gamma release assay": 0.05,
}

DRUGS = {
    "metformin": 8,
    "lisinopril": 9,
    "amlodipine": 8,
    "atorvastatin": 12,
    "omeprazole": 9,
    "levothyroxine": 5,
    "ibuprofen": 8,
    "aspirin": 7,
    "amoxicillin": 8,
    "sertraline": 5,
    "insulin": 3,
    "warfarin": 2,
    "apixaban": 2,
    "influenza vaccine": 9,
    "prednisone": 5,
    "dexamethasone": 1,
    "cyclophosphamide": 1,
    "paclitaxel": 1,
}

GIVEN_FOR_DISEASE = {
    "prednisone": 10,
    "methylprednisolone": 3,
    "hydroxychloroquine": 7,
    "methotrexate": 8,
    "mycophenolate mofetil": 5,
    "azathioprine": 5,
    "rituximab": 4,
    "adalimumab": 4,
    "infliximab": 3,
    "tacrolimus": 2,
    "belimumab": 2,
    "ocrelizumab": 2,
    "tocilizumab": 2,
    "cyclophosphamide": 2,
    "bortezomib": 1,
    "intravenous immunoglobulin": 1,
}

PROCEDURES = {
    "colonoscopy": 10,
    "surgery": 6,
    "appendectomy": 3,
    "biopsy": 5,
    "endoscopy": 4,
    "radiotherapy": 2,
    "major surgery": 2,
    "transfusion": 2,
    "kidney biopsy": 1,
    "percutaneous coronary intervention": 1,
    "dialysis": 1,
    "plasma exchange": 1,
    "splenectomy": 1,
    "hysterectomy": 2,
}
