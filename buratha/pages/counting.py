"""What a number on the page counts, by the words beside it: the readers, or comments, shares and minutes."""

import itertools
import re
from collections.abc import Iterable, Sequence

OTHER_COUNTS = frozenset(
    "كلمه كلمات الكلمات "
    "تعليق تعليقا تعليقات التعليقات تعليقين ردود رد الردود مشاركه المشاركه مشاركات المشاركات شارك شاركوا شاركه اعجاب اعجابا اعجابات الاعجابات لايك "
    "معجب معجبا الاعجاب تحميلات التحميل التحميلات تنزيلات التنزيل التنزيلات "
    "علق علقوا علقت يعلق "
    "درجه الدرجه درجات الدرجات نقطه نقاط نجمه نجوم "
    "معدل المعدل تقييم التقييم تقييمات تقييمك تقدير التقدير صوت صوتا اصوات الاصوات نقاش نقاشات تعقيب تعقيبا تعقيبات التعقيبات "
    "راي ملاحظه ملاحظات صوره صور الصور comment comments share shares like likes reply replies".split()
)
"""Labels of numbers that count something else than readers."""

MINUTES = frozenset("زمن مده المده وقت الوقت د للقراءه دقائق دقايق دقيقه دقيقتان ثانيه ثواني ثوان min minutes".split())
"""How long it takes to read."""

OWN_NUMBER = frozenset("رقم الرقم العدد كود رمز معرف".split())
"""Words right before a number that counts nothing: an issue's, the article's own."""

NUMBERED = OWN_NUMBER | frozenset("الساعه الصفحه صفحه id no".split())
"""Labels of numbers that count nothing."""

THIS = frozenset("هذا هذه لهذا لهذه بهذا بهذه".split())
_STORIES = frozenset(
    "خبر الخبر موضوع الموضوع مقال المقال المقاله ماده الماده تقرير التقرير نص النص القصه المنشور الادراج التدوينه "
    "صفحه الصفحه المشاركه المحتوي".split()
)
WHAT_IS_READ = (THIS | _STORIES | frozenset("من حتي الان اليوم الي لغايه لحد شخص شخصا متابع متابعا تم تمت قبل مجموع اجمالي".split())) - {"المشاركه"}
"""What stands beside a count of readers: what they read, and until when."""

NOT_VIEWS = OTHER_COUNTS | MINUTES | NUMBERED

_PRESENT = frozenset(
    "حاليا الان اليوم الاسبوع الشهر باب الباب القسم العدد الارشيف المحتوي "
    "متصل متصلون متواجد متواجدون المتواجدون المتصلون عضو عضوا اعضاء ضيف ضيفا ضيوف لدينا الموقع online".split()
)
"""Words of a line that says who is on the site now."""

_NOUNS = (
    "قراءه|قراءات|قراء|قارء|قاري|قاريا|زيارات|زيارته|زياره|زوار|زاير|زايرا|مشاهده|مشاهدات|مشاهد|مشاهدا|متصفح|متصفحا|تصفح|اطلاع|مطالعه|مطالعات|طالعات|مطالع|"
    "مطلع|مطالعته|مطالعتها|قراءتها|مشاهدته|مشاهدتها|معاينه|معاينات|معاينته|معاينتها"
)
_VERBS = (
    "قرا|قراه|قراها|قراته|قروه|قراوه|قراءته|قراءتها|قريت|زاره|زارها|زارت|زاروه|زاروها|شاهده|شاهدها|شاهدوه|شاهدوها|شاهدت|شوهد|شوهدت|شاهد|طالعه|طالعها|طالعوه|طالع|"
    "طولع|طولعت|اطلع|اطلعوا|اطلعت|تصفحه|تصفحها|تصفحوا|تابعه|تابعها"
)
_OTHERS = (
    r"عرض(?:ت|ه|ها)?(?: هذ[اه])?(?: \w+)? (?:مره|مرات)|"
    r"مرات (?:ال)?(?:عرض|فتح|ظهور|دخول|تصفح|وصول)|عدد العرض|فتح(?:ت|ه|ها)?|views?|hits?|reads?|visits?|و?قري|قرا[يو](?:ها|ه)|مشاهد[يو](?:ها|ه)"
)
_READERS = re.compile(
    rf"(?:^| )(?!وزاره(?: |$))(?:(?:ال|لل|ب|و)?(?:{_NOUNS})(?:ها|ه|ا|ات|ين|ون)?|و?(?:ت|ي)?(?:{_VERBS})(?:وا|وه|وها)?|و?(?:{_OTHERS}))(?= |$)"
)
_NEVER = (NOT_VIEWS | _PRESENT) - {"الصفحه", "صفحه"}  # «this page was opened 17 times»
_READ_OR_VILLAGES, _TIMES = frozenset(("قري", "وقري")), frozenset(("مره", "مرات"))
_CALLS = frozenset(
    (
        "افضل متصفحك حوار اقوال بريد رسايل اسئله مداخلات اراء راي كتبه كتب قاله قال كلمات كلمه اصداء تفاعل اكثر الاكثر "
        "الاعلي اقرا اقري اقراوا شاهدوا طالعوا تصفحوا"
    ).split()
)
"""Words of boxes that lead to other stories, or hold what readers wrote: they count nobody."""


_ONLINE = frozenset("حاليا الان متصل متصلون متواجد متواجدون المتواجدون المتصلون online".split())
_TODAY = frozenset(("الان", "اليوم"))
_OPINION_OR_SAW, _FEW_WORDS = "راي", 2
_SO_FAR = frozenset("حتي لحد لغايه الي لحين".split())
_WHERE = frozenset("الموقع التطبيق والتطبيق المشاركه المحتوي".split())
"""Words that speak of the site, or of shares, elsewhere than beside «this report», and after «this post»."""


def speaks_of_the_present(words: Iterable[str]) -> bool:
    """Whether folded words speak of who is there now, of today, or of a part of the site; «up to now» does not."""
    words = set(_of_this_story(words))
    return not _PRESENT.isdisjoint(words - _TODAY if words & _SO_FAR else words)


def heads_the_present(words: Iterable[str]) -> bool:
    """Whether a label of folded words, before a number, says that it counts who is there now, or the readers of today or of the site."""
    words = list(words)
    return speaks_of_the_present(words) and (not _ONLINE.isdisjoint(words) or _READERS.search(" ".join(words)) is not None)


def counts_readers(words: Iterable[str]) -> bool:
    """Whether folded words speak of those who read, saw, opened or visited, and of nothing else that is counted."""
    words = _of_this_story(words)
    if len(words) > _FEW_WORDS and words[0] == _OPINION_OR_SAW:
        words = words[1:]  # «saw», not an opinion
    if not _SO_FAR.isdisjoint(words):
        words = [word for word in words if word not in _TODAY]
    if not _READ_OR_VILLAGES.isdisjoint(words) and len(words) > 1 and _TIMES.isdisjoint(words):
        return False  # villages, not «was read»
    return bool(_READERS.search(" ".join(words))) and _NEVER.isdisjoint(words) and _CALLS.isdisjoint(words)


def _of_this_story(words: Iterable[str]) -> list[str]:
    """The words without those for the site, where they speak of «this story»: «this report was opened 466 times on the site»."""
    words = list(words)
    return [word for word in words if word not in _WHERE] if speaks_of_this(words) else words


def speaks_of_this(words: Sequence[str]) -> bool:
    """Whether folded words speak of «this report», or of this page."""
    return any(this in THIS and story in _STORIES for this, story in itertools.pairwise(words))
