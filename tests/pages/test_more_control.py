"""Controls below a listing that bring more of it, by their words or their names, and those that do not."""

import pytest

from buratha.pages.links import tree_of
from buratha.pages.listing import read_listing
from buratha.pages.more_control import find_strange_control
from buratha.pages.more_words import goes_on, rate

NEWS = "http://127.0.0.1:8000/arabic/news"
STORIES = f"<ul>{''.join(f'<li><a href=/arabic/news/{number}>خبر {number} من أخبار المحافظات</a></li>' for number in range(300001, 300006))}</ul>"
WORDINGS = """
إظهار المزيد | اضغط لعرض المزيد | اضغط هنا لتحميل المزيد من الأخبار | لمشاهدة المزيد اضغط هنا | استعراض المزيد | المزيد من التقارير والتحقيقات
المزيد من المواضيع في هذا القسم | للمزيد | مزيداً | أخبار سابقة | المواضيع السابقة | بقية الأخبار | تحميل باقي الأخبار | عرض أخبار إضافية
تحميل أخبار أخرى | عرض الكل | تحميل 20 خبراً آخر | ⟳ تحميل المزيد (٢٠) | الأخبار القديمة | عرض المزيد من أخبار الرياضة العراقية والعربية والعالمية
لمزيد من الأخبار | حمّل أخباراً أخرى | حمّل البقية | المزيد من القصص | القصص السابقة
"""
ONLY_BELOW = """
أخبار إضافية | مواد إضافية | قصص أخرى | مواضيع أخرى | عناوين أخرى | هات ما بعده | اعرض ما بعدها | هات غيرها | وسّع القائمة | توسيع القائمة
بقية القائمة | عرض باقي القائمة | واصل التصفح | تابع التصفح | استمر في التصفح
إقرأ أخبارا أقدم | طالع الأخبار السابقة | اقرأ المزيد من الأخبار | حمّل ١٠ أخبار
"""
BELOW = "<html><body>{}<div>{}</div></body></html>"


@pytest.mark.parametrize("wording", [each.strip() for each in WORDINGS.replace("\n", "|").split("|") if each.strip()])
@pytest.mark.parametrize("control", ["<button>{}</button>", "<a href='#'>{}</a>", "<span role='button'>{}</span>"])
def test_whatever_the_browser_would_press_below_a_list_is_found(wording: str, control: str) -> None:
    assert rate(wording) > 0
    assert read_listing(BELOW.format(STORIES, control.format(wording)), NEWS).needs_browser_for_more


@pytest.mark.parametrize("wording", [each.strip() for each in ONLY_BELOW.replace("\n", "|").split("|") if each.strip()])
def test_what_may_head_a_box_or_open_a_story_is_a_button_right_below_a_list_alone(wording: str) -> None:
    assert goes_on(wording)
    assert read_listing(BELOW.format(STORIES, f"<button>{wording}</button>"), NEWS).needs_browser_for_more
    for elsewhere in (f"<h3>{wording}</h3>", f"<a href='/arabic/sport'>{wording}</a>", f"<button>{wording}</button>{STORIES}"):
        assert not read_listing(BELOW.format(STORIES, elsewhere), NEWS).needs_browser_for_more
    assert not read_listing(f"<html><body><nav><button>{wording}</button></nav>{STORIES}</body></html>", NEWS).needs_browser_for_more


@pytest.mark.parametrize(
    "control",
    [
        "<button class='load-more'>وەرگرتنی زیاتر</button>",
        "<div class='loadmore'><i></i><span>هات غيرها</span></div>",
        "<a href='/arabic/news' id='btn-more'>هات غيرها</a>",
        "<div class='show-more-wrap'><button>هات غيرها</button></div>",
        "<button class='load-more' aria-label=''><svg></svg></button>",
    ],
)
def test_what_is_named_for_more_below_a_list_needs_no_known_words(control: str) -> None:
    assert read_listing(BELOW.format(STORIES, control), NEWS).needs_browser_for_more


@pytest.mark.parametrize(
    "other",
    [
        "<button>اقرأ المزيد</button>",
        "<button class='load-more'>المزيد من التعليقات</button>",
        "<div class='comments'><button class='load-more'>عرض المزيد</button></div>",
        "<button class='load-more'>لا يوجد المزيد</button>",
        "<div class='load-more'>انتهت الأخبار</div>",
        "<button class='read-more-btn'>التتمة</button>",
        "<div class='swiper'><button>عرض المزيد</button></div>",
        "<button>القائمة</button>",
        "<button>القائمة الرئيسية</button>",
        "<button>إقرأ أيضا</button>",
        "<button>تابع القراءة</button>",
        "<button>تصفح الموقع</button>",
        "<button>تابع أخبارنا</button>",
        "<button>أخبار ذات صلة</button>",
        "<button>وسّع الصورة</button>",
        "<button>عرض آخر الأخبار</button>",
        "<button>المقال السابق</button>",
    ],
)
def test_what_brings_no_more_of_the_listing_is_left_alone(other: str) -> None:
    assert not read_listing(BELOW.format(STORIES, other), NEWS).needs_browser_for_more


@pytest.mark.parametrize(
    "page",
    [
        f"<nav><ul><li><a href='/arabic/sport'>الرياضة</a></li></ul><button>المزيد</button></nav>{STORIES}",
        f"<button class='btn-more'>هات غيرها</button>{STORIES}",
        f"{STORIES}<section><h2>استطلاع الرأي</h2><p>ما رأيك؟</p><button>عرض الكل</button></section>",
        "".join(f"<div><a href='/arabic/news/{each}'>خبر</a><p>نص</p><button>للمزيد</button></div>" for each in range(300001, 300006)),
    ],
    ids=["menu", "above", "poll", "beside each"],
)
def test_the_same_words_elsewhere_bring_no_more_of_the_listing(page: str) -> None:
    assert not read_listing(f"<html><body>{page}</body></html>", NEWS).needs_browser_for_more


def test_a_page_on_which_readers_may_write_has_its_button() -> None:
    body = f"<body class='archive comments-open'>{STORIES}<div><button>بقية الأخبار</button></div></body>"
    assert read_listing(f"<html>{body}</html>", NEWS).needs_browser_for_more


def strange(body: str) -> str | None:
    """Return the control below a list of which nobody knows what it brings."""
    root = tree_of(f"<html><body>{body}</body></html>")
    assert root is not None
    return find_strange_control(root, NEWS, range(300001, 300006))


@pytest.mark.parametrize(
    "control",
    ["<button>زيدونا</button>", "<a href='#'>إلى الأمام</a>", "<div onclick='go()'>هيا</div>", "<p><span role='button'>وەرگرتنی زیاتر</span></p>"],
)
def test_a_control_that_nobody_knows_is_seen_below_a_list(control: str) -> None:
    assert strange(STORIES + control)


@pytest.mark.parametrize(
    "other",
    [
        "<button>أعلى الصفحة</button>",
        "<button>شارك الخبر</button>",
        "<a href='#top'>هيا</a>",
        "<a href='#'>▲</a>",
        "<form><button>هيا</button></form>",
        "<div class='comments'><button>هيا</button></div>",
        "<p>استطلاع الرأي</p><button>هيا</button>",
        "<div>قالب من <a href='#'>صنعاء</a></div>",
        f"<ul>{''.join(f'<li><a href=/arabic/sport/{number}>خبر</a></li>' for number in range(200001, 200006))}</ul><button>هيا</button>",
    ],
)
def test_what_else_stands_below_a_list_is_not_strange(other: str) -> None:
    assert strange(STORIES + other) is None
