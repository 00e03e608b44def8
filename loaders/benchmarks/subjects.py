"""The 57 subjects of MMLU, by area and field: names for `subjects=`, those of Hendrycks et al.'s own table.

Of the fields, two that the table calls "philosophy" and "other" are `philosophies` and `further` here, since those
names are a subject and an area.

In:  chosen(("math",))
Out: {"abstract_algebra", "college_mathematics", "elementary_mathematics", "high_school_mathematics", ...}
"""

from collections.abc import Iterable

from oeis_qa.errors import OptionError, choices

AREAS = {
    "stem": {
        "physics": "astronomy college_physics conceptual_physics high_school_physics",
        "chemistry": "college_chemistry high_school_chemistry",
        "biology": "college_biology high_school_biology",
        "computer_science": "college_computer_science computer_security high_school_computer_science machine_learning",
        "math": "abstract_algebra college_mathematics elementary_mathematics high_school_mathematics"
        " high_school_statistics",
        "engineering": "electrical_engineering",
    },
    "humanities": {
        "history": "high_school_european_history high_school_us_history high_school_world_history prehistory",
        "philosophies": "formal_logic logical_fallacies moral_disputes moral_scenarios philosophy world_religions",
        "law": "international_law jurisprudence professional_law",
    },
    "social_sciences": {
        "politics": "high_school_government_and_politics public_relations security_studies us_foreign_policy",
        "culture": "human_sexuality sociology",
        "economics": "econometrics high_school_macroeconomics high_school_microeconomics",
        "geography": "high_school_geography",
        "psychology": "high_school_psychology professional_psychology",
    },
    "other": {
        "further": "global_facts miscellaneous professional_accounting",
        "business": "business_ethics management marketing",
        "health": "anatomy clinical_knowledge college_medicine human_aging medical_genetics nutrition"
        " professional_medicine virology",
    },
}
FIELDS = {field: named.split() for fields in AREAS.values() for field, named in fields.items()}
AREA_OF = {subject: area for area, fields in AREAS.items() for field in fields for subject in FIELDS[field]}
GROUPS = {area: [subject for field in fields for subject in FIELDS[field]] for area, fields in AREAS.items()} | FIELDS


def chosen(names: Iterable[str]) -> set[str]:
    """The subjects that these names of areas, fields and subjects stand for.

    Raises:
        OptionError: one of them is none of the three.
    """
    found: set[str] = set()
    for name in names:
        if name not in GROUPS and name not in AREA_OF:
            raise OptionError(f"subjects={name!r} is no subject, field or area; {choices(name, [*GROUPS, *AREA_OF])}")
        found.update(GROUPS.get(name, [name]))
    return found
