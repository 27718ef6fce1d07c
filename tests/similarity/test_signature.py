"""What makes two texts near-duplicates, on texts whose likeness a reader sees."""

import hashlib
import random

import pytest

from buratha.similarity import SIGNATURES, Signature, signature, similarity
from buratha.similarity.words import words
from tests.agency.prose import paragraphs

STORY = (
    "افتتح صباح اليوم في قضاء الزبير مركز لصيانة القوارب الخشبية اسسه نجارون متقاعدون ارادوا ان لا تضيع حرفة آبائهم.\n\n"
    "وقال كبيرهم ان الطلبة يتعلمون اختيار الخشب وتقويسه بالبخار وسد الشقوق بالقار، وان اول قارب من صنعهم سينزل الى الماء مع بداية الربيع.\n\n"
    "ويأمل القائمون على المركز ان يجد الشباب فيه عملا كريما، وان يعود السياح الى الاهوار كما كانوا، "
    "وان تلتفت الجهات المعنية الى ما بقي من مراسي القرى."
)
RATES = (
    "سجلت اسعار صرف الدولار صباح اليوم ارتفاعا طفيفا في اسواق بغداد الرئيسة. وبلغ سعر البيع في محال الصيرفة {sell} دينار لكل مئة دولار، "
    "بينما بلغ سعر الشراء {buy} دينار. وفي البصرة سجل البيع {south} دينار، بحسب متعاملين في السوق تحدثوا الى مراسلنا."
)
BLAST = (
    "افاد مصدر في الشرطة بأن عبوة ناسفة كانت موضوعة على جانب الطريق انفجرت مساء امس قرب سوق شعبي جنوبي المدينة، ما اسفر عن مقتل {dead} واصابة "
    "{hurt} بجروح متفاوتة نقلوا على اثرها الى المستشفى القريب، فيما فتحت القوات الامنية تحقيقا في الحادث."
)


def signed(body: str, title: str | None = None) -> Signature:
    made = signature(title, body)
    assert made
    return made


def near(one: str, other: str) -> bool:
    forth, back = similarity(signed(one), signed(other)), similarity(signed(other), signed(one))
    assert forth == back
    return forth is not None


def prose(seed: int, size: int) -> str:
    return "\n\n".join(paragraphs(random.Random(seed), "thought", size))


class TestWords:
    """One form for every writing of a number."""

    @pytest.mark.parametrize(
        ("printed", "number"),
        [
            ("١٢٣٤", "1234"),
            ("۱۲۳۴", "1234"),
            ("1,234", "1234"),
            ("١٬٢٣٤", "1234"),
            ("05", "5"),
            ("00", "0"),
            ("خمسة", "5"),
            ("خمسةَ عشر", "15"),
            ("أحد عشر", "11"),
            ("اثنتا عشرة", "12"),
            ("ثلاثة وعشرون", "23"),
            ("مئة", "100"),
            ("مائة وخمسة", "105"),
            ("مئة وعشرة", "110"),
            ("ثلاثمئة وأربعون", "340"),
            ("ثلاث مئة", "300"),
            ("مئتان وخمسون", "250"),
            ("ألف", "1000"),
            ("ألفان وثلاثة", "2003"),
            ("ألف وتسعمئة وثمانية وخمسون", "1958"),
            ("سبعة آلاف وخمسمئة", "7500"),
            ("ثلاثة وعشرون ألفا", "23000"),
            ("3 آلاف", "3000"),
            ("250 ألف", "250000"),
            ("مئة ألف", "100000"),
            ("مليون وخمسمئة ألف", "1500000"),
            ("ستة ملايين", "6000000"),
            ("مليونان ومئتا ألف", "2200000"),
        ],
    )
    def test_numbers(self, printed: str, number: str) -> None:
        assert words(f"بلغ {printed} طنا") == ["بلغ", number, "طنا"]

    @pytest.mark.parametrize(
        ("printed", "read"),
        [
            ("ب6300 طن", "ب 6300 طن"),
            ("بـ 6300 طن", "ب 6300 طن"),
            ("بثلاثة أهداف", "ب 3 اهداف"),
            ("قتل ثلاثة وجرح سبعة", "قتل 3 وجرح 7"),
            ("عشرون وثلاثة", "20 و 3"),
            ("بهدفين لهدف", "ب 2 هدفين لهدف"),
            ("يومين", "2 يومين"),
            ("أحد المصادر", "احد المصادر"),
            ("ملايين الزوار", "ملايين الزوار"),
            ("لست أدري", "لست ادري"),
            ("يوم الاثنين والثلاثاء", "يوم الاثنين والثلاثاء"),
            ("12/05/2015", "12 5 2015"),
            ("9" * 5000 + " ألف", "9" * 5000 + " 1000"),
            ("", ""),
        ],
    )
    def test_around_numbers(self, printed: str, read: str) -> None:
        assert " ".join(words(printed)) == read


class TestTooShort:
    """A text of fewer than 20 different shingles has no signature."""

    def test_twenty_two_words_are_enough(self) -> None:
        text = " ".join(STORY.split()[:22])
        assert signature(None, text)
        assert signature(None, text.rsplit(" ", 1)[0]) is None

    def test_the_title_counts(self) -> None:
        head, tail = " ".join(STORY.split()[:11]), " ".join(STORY.split()[11:22])
        assert signature(head, tail)
        assert signature(None, tail) is None

    def test_words_that_come_again_do_not_count(self) -> None:
        assert signature("شاهد", "شاهد الفيديو " * 50) is None

    @pytest.mark.parametrize("body", ["", " \n", "!؟..", "\u200f\u064b"])
    def test_nothing(self, body: str) -> None:
        assert signature(None, body) is None


class TestNear:
    """The same story once more."""

    def test_the_same(self) -> None:
        assert similarity(signed(STORY, "عنوان"), signed(STORY, "عنوان")) == 1.0

    @pytest.mark.parametrize(
        "other",
        [
            STORY + "\n\nالمصدر: وكالات",
            "البصرة / واب\n\n" + STORY,
            "وكالة: " + STORY.replace("\n\n", " "),
            STORY.replace("صباح اليوم", "امس").replace("متقاعدون", "قدامى"),
            STORY + "\n\nوبلغت كلفة المركز 45 مليون دينار تبرع بها الاهالي.",
            STORY.replace("ا", "أ").replace("ة", "ه").replace("ى", "ي"),
            "".join(letter + "\u064e" if letter.isalpha() else letter for letter in STORY),
            STORY.replace("م", "مـ"),
            STORY[: len(STORY) // 2],
            STORY.replace("\n\nوقال كبيرهم ان", " وقال كبيرهم: «").replace("الربيع.", "الربيع»."),
        ],
    )
    def test_told_once_more(self, other: str) -> None:
        assert near(STORY, other)

    def test_a_paragraph_told_otherwise(self) -> None:
        first, middle, last = prose(1, 60), prose(2, 25), prose(3, 60)
        assert near(f"{first}\n\n{middle}\n\n{last}", f"{first}\n\n{prose(4, 25)}\n\n{last}")

    def test_another_headline(self) -> None:
        assert similarity(signed(STORY, "قوارب الاهوار تعود الى الحياة"), signed(STORY, "نجارون متقاعدون يحيون حرفة الآباء"))

    def test_a_part_of_a_long_story(self) -> None:
        whole = prose(1, 300)
        assert near(whole, " ".join(whole.split()[:130]))

    def test_a_number_more_in_a_long_story(self) -> None:
        whole = prose(1, 150) + " وحضر 40 شخصا يوم الخميس."
        assert near(whole, whole + " واضاف ان 17 متطوعا انضموا الى الحملة في 3 ايام.")

    def test_a_number_corrected_in_a_long_story(self) -> None:
        assert near(prose(1, 200) + " وحضر 40 شخصا الندوة.", prose(1, 200) + " وحضر 45 شخصا الندوة.")

    def test_the_same_bulletin_in_other_digits_and_words(self) -> None:
        assert near(BLAST.format(dead="3 اشخاص", hurt="15 اخرين"), BLAST.format(dead="ثلاثة اشخاص", hurt="١٥ اخرين") + " المصدر: وكالات")
        assert near(RATES.format(sell=146500, buy=144500, south=146750), RATES.format(sell="146,500", buy="١٤٤٥٠٠", south="۱۴۶۷۵۰"))


class TestNotNear:
    """Stories that only look alike."""

    def test_another_story(self) -> None:
        assert not near(prose(1, 150), prose(2, 150))

    @pytest.mark.parametrize(
        "figures",
        [
            {"sell": 147250, "buy": 145250, "south": 147500},
            {"sell": "١٤٧٢٥٠", "buy": "١٤٥٢٥٠", "south": "١٤٧٥٠٠"},
            {"sell": 146500, "buy": 144500, "south": 149000},
        ],
    )
    def test_rates_of_another_day(self, figures: dict[str, object]) -> None:
        assert not near(RATES.format(sell=146500, buy=144500, south=146750), RATES.format(**figures))

    @pytest.mark.parametrize(("dead", "hurt"), [("5 اشخاص", "15 اخرين"), ("خمسة اشخاص", "عشرين اخرين"), ("شخصين", "13 شخصا")])
    def test_casualties_of_another_blast(self, dead: str, hurt: str) -> None:
        assert not near(BLAST.format(dead="ثلاثة اشخاص", hurt="سبعة اخرين"), BLAST.format(dead=dead, hurt=hurt))

    @pytest.mark.parametrize(
        ("one", "other"),
        [("يوم الأحد", "يوم الاثنين"), ("لشهر آذار", "لشهر نيسان"), ("لشهر كانون الأول", "لشهر تشرين الأول"), ("للجولة الثالثة", "للجولة الرابعة")],
    )
    def test_the_same_announcement_for_another_time(self, one: str, other: str) -> None:
        notice = (
            "تعلن المديرية عن بدء التسجيل {} في مقرها الكائن قرب الجسر القديم، وعلى الراغبين جلب الوثائق الاصلية مع صور ملونة حديثة "
            "وتأييد سكن صادر من المجلس البلدي."
        )
        assert not near(notice.format(one), notice.format(other))

    def test_names_and_score_of_another_match(self) -> None:
        match = (
            "تغلب فريق {} على ضيفه {} بنتيجة {} في المباراة التي جرت على ملعب المدينة ضمن الدوري الممتاز وسط حضور جماهيري كبير، "
            "وقدم الفريقان عرضا جيدا في الشوط الثاني بعد بداية حذرة غلب عليها التكتل في وسط الميدان."
        )
        assert not near(match.format("النخيل", "الجسر", "3-1"), match.format("المرفأ", "الواحة", "2-0"))

    def test_a_long_quotation_in_common(self) -> None:
        quotation = f"«{prose(9, 60)}»"
        assert not near(f"{prose(1, 90)} {quotation}", f"{prose(2, 90)} {quotation}")

    def test_a_closing_paragraph_in_common(self) -> None:
        assert not near(f"{prose(1, 60)} {prose(9, 35)}", f"{prose(2, 60)} {prose(9, 35)}")

    def test_a_short_story_around_a_common_paragraph(self) -> None:
        assert not near(f"{prose(1, 40)} {prose(9, 40)}", f"{prose(2, 300)} {prose(9, 40)}")


class TestForm:
    """Signatures are stored: what one version makes, a later one has to read."""

    def test_the_form_is_pinned(self) -> None:
        made = signed(STORY + " وحضر 40 شخصا يوم الخميس.", "قوارب")
        digest = hashlib.sha256(made.minhash + made.anchors + made.figures + repr((made.shingles, made.bands)).encode()).hexdigest()
        assert (SIGNATURES, digest) == ("1.2", "af3840d2dc369394c5a8ede1b32ffa5587e3d2181b1fb776e07b2541357d047f")

    def test_size(self) -> None:
        many = " ".join(f"كلمة {number} اخرى" for number in range(1000))
        made = signed(many)
        assert (len(made.minhash), len(made.anchors), len(made.figures)) == (512, 12, 576)
        assert len(made.bands) <= 32
        assert all(-(2**31) <= band < 2**31 for band in made.bands)

    def test_a_hundred_thousand_numbers_are_read(self) -> None:
        assert signature(None, "سبعة وعشرون ألفا و 12 " * 25_000) is None
        assert signature(None, " ".join(map(str, range(100_000))))
