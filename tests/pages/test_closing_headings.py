"""Sub-headings at the end of a story: the author's stay, those of the site's boxes go."""

from tests.pages.story import page, read, read_site

DAY = "<p>نشر في 20/1/2017</p>"
OWN = "ما بين الطين والكهرباء طريق طويل"
PAGES, AT = 12, 3


def test_a_heading_above_the_authors_own_list_stays_on_a_page_that_is_read_alone() -> None:
    paragraphs = "<p>فتحت مدرسة القرية أبوابها صباح الأحد بعد أن رمم الأهالي جدرانها الطينية بأيديهم.</p>" * 2
    items = "<ul><li>- الجدران من طين القرية</li><li>- المقاعد من خشب النخيل</li></ul>"
    body = read(page(between=DAY, story=f"<div class='t'>{paragraphs}<h2>{OWN}</h2>{items}</div>"))["body"]
    assert OWN in body.split("\n\n")


def test_a_heading_that_no_other_page_has_stays_at_the_end_and_one_of_a_box_goes() -> None:
    own, box = f"<h2>{OWN}</h2>", "<h4>ما يقوله الناس عنا</h4>"
    read_at = [f"{own if at == AT else ''}{box}" for at in range(PAGES)]
    record = read_site([DAY] * PAGES, last=read_at)[AT]
    assert record["body"].endswith(OWN)
