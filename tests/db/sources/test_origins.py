import pytest

from db.sources.origins import examples, origin_named


def test_every_example_of_a_pattern_names_a_place() -> None:
    assert [origin_named(example) for example in examples()] == ["Türkiye", "Nangarhar", "Aleppo", "سوريا"]


@pytest.mark.parametrize(
    ("definition", "origin"),
    [
        ("Refugees from Syrian Arab Rep.", "Syrian Arab Rep"),
        ("Refugees who returned from Lebanon", "Lebanon"),
        ("IDPs present; reason: Conflict; from Kunar; Returns and displacement", "Kunar"),
        ("People displaced from their homes", None),
        ("Refugees from Syria under UNHCR's mandate in all countries of asylum", None),
        ("from March 2011", None),
        (None, None),
    ],
)
def test_a_place_of_origin_is_read_only_where_a_definition_names_one(
    definition: str | None, origin: str | None
) -> None:
    assert origin_named(definition) == origin
