"""What hosts, guards and servers send in the place of any page is no article; a short item that tells of such things is one."""

import pytest

import buratha
from tests.agency.articles import load_articles
from tests.pages.story import ADDRESS, NOW
from tests.reading import crawl

WALLS = {
    "suspended": "<title>x</title><h1>Account Suspended</h1><p>This Account has been suspended. Contact your hosting provider.</p>",
    "parked": "<h1>burathanews.com</h1><p>This domain may be for sale. Related searches: News Arabic, Cheap flights, Credit cards</p>",
    "welcome": "<h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is successfully installed and working.</p>",
    "dated": "<h1>Error 1020</h1><p>Ray ID: 7a8b9c · 2026-11-26 10:00:11 UTC</p><p>What happened? This website is using a security service.</p>",
    "English under an Arabic title": "<title>وكالة أنباء براثا</title><h1>Sorry</h1><p>Your IP address was blocked by the firewall of this site</p>",
    "blocked": "<h1>عذرا</h1><p>تم حظر عنوان الآي بي الخاص بك بسبب كثرة الطلبات، يرجى المحاولة بعد ساعة.</p>",
    "busy": "<p>الخادم مشغول حاليا، أعد المحاولة بعد قليل.</p>",
    "robot": "<h2>التحقق من أنك لست برنامج روبوت</h2><p>اكتب الرموز الظاهرة في الصورة للمتابعة</p><img src=/captcha.php><input>",
    "suspended in Arabic": "<h1>الموقع موقوف</h1><p>تم إيقاف هذا الحساب لانتهاء اشتراكه، راجع شركة الاستضافة.</p>",
    "for sale": "<h1>burathanews.com</h1><p>هذا النطاق معروض للبيع، تواصل مع المالك لتقديم عرضك</p>",
    "in the site's frame": "<a href=/arabic/news>الأخبار</a><a href=/arabic/poetry>الشعر</a><h1>تنبيه</h1>"
    "<p>رصد الخادم عددا كبيرا من الزيارات من جهازك فتم إيقاف التصفح، انتظر خمس دقائق ثم عاود.</p>",
    "long, in the site's frame": "<a href=/arabic/news>الأخبار</a><h1>نعتذر من زوارنا</h1><p>تشهد خوادمنا ضغطا لم نألفه من قبل فلا نستطيع "
    "عرض ما طلبتم الآن، ويعمل فريقنا على معالجة الأمر في أقرب وقت.</p><p>يمكنكم العودة بعد دقائق، وما ينشر اليوم سيظهر كله بعد انتهاء العمل.</p>",
}
UNHEARD_OF = "<h1>بوابة العبور</h1><p>أهلا، مر من هنا بعد أن تعد القطط السوداء في اللوحة ثم تلمس أكبرها</p><button>تم</button>"

ITEMS = {
    "account": ("تعليق حساب النائب على موقع التواصل", "تم تعليق حساب النائب بسبب كثرة البلاغات، ويرجى منه مراجعة إدارة الموقع لاحقا."),
    "address": ("حظر عناوين الآي بي في ثلاث محافظات", "تم حظر عناوين الآي بي الخاصة بثلاث محافظات بسبب الامتحانات."),
    "server": ("خادم المفوضية متوقف", "الخادم متوقف حاليا ويرجى من المواطنين إعادة المحاولة لاحقا."),
}
MENU = "<a href=/arabic/news>الأخبار</a> <a href=/arabic/poetry>الشعر</a>"


def read(html: str) -> "dict[str, object] | buratha.NoArticle":
    return buratha.read_page(html.encode(), ADDRESS, "text/html; charset=utf-8", now=NOW)


def among_others(html: str) -> "dict[str, object] | buratha.NoArticle":
    """A page read with good ones of the agency."""
    return buratha.read_pages([*crawl(load_articles()[:14], "plain-divs"), (html.encode(), ADDRESS, "text/html; charset=utf-8")], now=NOW)[-1]


@pytest.mark.parametrize("name", WALLS)
@pytest.mark.parametrize("alone", [True, False], ids=["alone", "among others"])
def test_a_wall_is_no_article(name: str, *, alone: bool) -> None:
    result = read(WALLS[name]) if alone else among_others(WALLS[name])
    assert isinstance(result, buratha.NoArticle), result
    assert result.reason == "server_error"


def test_a_wall_in_words_that_nobody_knows_has_nothing_of_the_sites() -> None:
    result = among_others(UNHEARD_OF)
    assert isinstance(result, buratha.NoArticle), result
    assert result.reason == "server_error"


@pytest.mark.parametrize("name", ITEMS)
@pytest.mark.parametrize("frame", [MENU, ""], ids=["framed", "bare"])
@pytest.mark.parametrize("alone", [True, False], ids=["alone", "among others"])
def test_an_item_of_one_sentence_with_its_day_is_an_article(name: str, frame: str, *, alone: bool) -> None:
    title, text = ITEMS[name]
    html = f"<title>{title}</title>{frame}<div>الأخبار</div><h1>{title}</h1><div>512 10:11:12 2017-01-20</div><p>{text}</p>"
    result = read(html) if alone else among_others(html)
    assert isinstance(result, dict), result
    assert (result["title"], result["body"], result["published"]) == (title, text, "2017-01-20T10:11:12+03:00")


@pytest.mark.parametrize(
    "html",
    [
        f"{MENU}<h1>الموقع متوقف</h1><p>أعلنت الوزارة أن موقعها متوقف حاليا بسبب ضغط الزيارات، ودعت زواره إلى المحاولة لاحقا.</p>",
        f"{MENU}<h1>يا نخلة الدار</h1><p>حاولت أن أنسى فما طاوعني قلبي</p><p>وانتظرت الليل عند بابك المغلق</p>",
        f"{MENU}<h1>توقف الخادم وحظر الطلبات</h1><p>توقف خادم الموقع بسبب كثرة الطلبات وجرت محاولة لإعادته لاحقا.</p>",
        "<h1>حظر حسابك</h1><div>قبل ساعتين</div><p>حظر موقع التواصل حسابك؟ هذه الطلبات توقف الحظر.</p>",
        f"{MENU}<h1>صورة اليوم من الأهوار</h1><p><img src=/u/1.jpg width=600 height=400></p>",
    ],
    ids=["report", "verses", "nobody is spoken to", "hours ago", "picture"],
)
@pytest.mark.parametrize("alone", [True, False], ids=["alone", "among others"])
def test_a_page_without_a_day_in_another_frame_is_an_article(html: str, *, alone: bool) -> None:
    result = read(html) if alone else among_others(html)
    assert isinstance(result, dict), result
