"""What on a page in the browser may be a "more" button: how it looks now, and how likely it brings more."""

from typing import Final, TypedDict

from buratha.arabic.folding import fold
from buratha.pages.more_words import goes_on, is_among_comments, is_in_a_carousel, is_named_for_more, rate, says_busy, says_other

_NEXT: Final = 2
"""Up to so much is rated what merely says «next»: in a carousel, that is the next picture."""

_CONTROLS: Final = "button, input[type=submit], input[type=button], input[type=image], [role=button], [onclick], a"
SELECTOR: Final = f"{_CONTROLS}, " + ", ".join(f"[class*={part} i], [id*={part} i]" for part in ("more", "load", "older", "pag"))

IS_ASLEEP: Final = '!!(element.disabled || element.getAttribute("aria-disabled") === "true" || element.getAttribute("aria-busy") === "true")'
IS_SEEN: Final = '!!element.getClientRects().length && getComputedStyle(element).visibility !== "hidden"'
TEXT: Final = """([element.innerText, element.value, element.getAttribute("aria-label"), element.title, element.querySelector("img[alt]")?.alt]
  .map(each => (each || "").toString().trim()).find(Boolean) || [...element.classList].find(name => /^(next|older)$/i.test(name)) || "")"""

CANDIDATES: Final = (
    r"""([selector, controls]) => {
  const links = [...document.querySelectorAll("a[href]")].filter(link => /\d{2,}/.test(link.pathname + link.search));
  const named = element => `${element.getAttribute("class") || ""} ${element.id}`;
  return [...document.querySelectorAll(selector)].map((element, index) => {
    const text = TEXT;
    if (text.length > 80 || !(IS_SEEN)) return null;
    if (!element.matches(controls) && (!text || element.querySelector(`${controls}, ul, ol, form`))) return null;
    if (element.matches("a")) {
      const href = element.getAttribute("href") || "";
      const leads = href && !href.startsWith("#") && !/^javascript:/i.test(href);
      if (leads && !element.hasAttribute("onclick") && element.pathname !== location.pathname) return null;
    }
    const around = [];
    for (let each = element; each && each !== document.body && around.length < 7; each = each.parentElement) around.push(named(each));
    const alone = element.parentElement && element.parentElement.childElementCount === 1;
    return {index, text, asleep: IS_ASLEEP, around: around.join(" "), named: named(element) + (alone ? " " + named(element.parentElement) : ""),
      below: links.length > 2 && !!(links[2].compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING),
      menu: !!element.closest("nav, header, [role=menu], [role=navigation]") || element.hasAttribute("aria-haspopup")};
  }).filter(Boolean);
}""".replace("TEXT", TEXT)
    .replace("IS_SEEN", IS_SEEN)
    .replace("IS_ASLEEP", IS_ASLEEP)
)
"""Links that lead to another address are no buttons, unless they say that a script waits for them or stay with the listing."""
ARGUMENTS: Final = [SELECTOR, _CONTROLS]


class Candidate(TypedDict):
    """One element: its place among those of the selector, what it says, and what it stands among."""

    index: int
    text: str
    asleep: bool
    around: str
    named: str
    below: bool
    menu: bool


def is_asleep(candidate: Candidate) -> bool:
    """Whether it cannot be pressed now."""
    return candidate["asleep"] or says_busy(candidate["text"])


def name_of(candidate: Candidate) -> str:
    """By what it is known again, also where its place has changed."""
    return f"{fold(candidate['text'])} {candidate['menu']}"


def kind_of(candidate: Candidate) -> str:
    """By what it is known for the same button where it counts what it brings, or what is left."""
    return " ".join(word for word in name_of(candidate).split() if not word.isdigit())


def likelihood(candidate: Candidate, number: int) -> int:
    """How likely it brings more; 0 for not at all. ``number`` is that of the page that is due, as numbered buttons have it."""
    text = candidate["text"]
    if fold(text) == str(number):
        return 1
    if is_among_comments(candidate["around"]) or says_other(text):
        return 0
    found = rate(text) or int(candidate["below"] and (goes_on(text) or is_named_for_more(candidate["named"])))
    if found <= _NEXT and is_in_a_carousel(candidate["around"]):
        return 0
    return found - candidate["menu"]


def says_more(candidate: Candidate) -> bool:
    """Whether it stands below a list and says, or is named so, that it brings more of it, and not merely what is next."""
    return candidate["below"] and likelihood(candidate, 0) > 0 and (rate(candidate["text"]) != _NEXT or is_named_for_more(candidate["named"]))
