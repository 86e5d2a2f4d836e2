"""Which of the vague words that are read here other recorders' conventions do not name: those stay words."""

from db.conventions.registry import Convention, read_words
from ingest.normalize.word_lists import word_lists

NOT_NAMED_BY_ACLED = {
    *("a handful", "various", "un certain nombre de", "un nombre de", "عدد كبير من"),
    *("scores", "millions", "ملايين", "des millions", "billions", "مليارات", "des milliards"),
}


def test_acled_s_convention_knows_every_vague_word_but_these() -> None:
    words = word_lists()
    said = [str(word) for kind in (words.vague, words.vague_units) for forms in kind.values() for word in forms]
    unknown = {word for word in said if read_words(Convention.ACLED, word, unnumbered=False) is None}
    assert unknown == NOT_NAMED_BY_ACLED
