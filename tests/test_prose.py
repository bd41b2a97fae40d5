import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labmethods.prose import linked, safe_html, safe_markup, styled
from tests.reporting.payloads import PAYLOADS

ALLOWED = re.compile(
    r"</?(?:p|h[1-6]|ul|li|blockquote|em|strong|s|code|pre|thead|tbody|table|tr|td)>"
    r'|</?(?:br|hr)>|</?ol(?: start="\d+")?>|</?th(?: scope="col")?>'
    r'|<a (?:(?:href="(?:https?:|mailto:)[^"<>]*"|title="[^"<>]*"|rel="noopener noreferrer") ?)*>'
    r"|<a rel=\"noopener noreferrer\">|</a>"
)


def assert_harmless(html: str, div: bool = False) -> None:
    left = ALLOWED.sub("", html)
    left = re.sub(r"</?(?:div|sub|sup|dl|dt|dd|caption|tfoot|th|td)>", "", left) if div else left
    assert "<" not in left


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_script_in_prose_is_shown_as_text(payload):
    assert_harmless(safe_html(payload))
    assert_harmless(safe_markup(payload), div=True)


@given(st.text(alphabet=st.sampled_from("<>/a b[]()!`*_#|-\"'=:&;\n\\scriptjvh1x"), max_size=80))
def test_no_text_makes_other_html_than_the_allowed(text):
    assert_harmless(safe_html(text))


@given(st.text(max_size=60))
def test_linked_lines_hold_nothing_but_text_and_links(text):
    assert_harmless(linked(text))
    assert_harmless(linked(f"https://example.org/{text}"))


def test_headings_follow_the_one_they_stand_under_without_a_gap():
    html = safe_html("# Ett\n\n### Tre\n\n# Ett igen", under=3)
    assert re.findall(r"<(h\d)>", html) == ["h4", "h5", "h4"]


def test_a_picture_becomes_a_link_since_a_report_loads_nothing():
    assert safe_html("![torget](https://example.org/t.png)") == (
        '<p><a href="https://example.org/t.png" rel="noopener noreferrer">torget</a></p>'
    )


def test_tables_lists_and_struck_text_are_kept():
    html = safe_html("|a|b|\n|-|-:|\n|1|2|\n\n1. ett\n2. två\n\n~~nej~~")
    assert '<th scope="col">a</th>' in html
    assert "<ol>" in html
    assert "<s>nej</s>" in html
    assert "style" not in html


@pytest.mark.parametrize("address", ["javascript:x", "data:text/html,x", "//x.se", "x.html", "#x"])
def test_links_elsewhere_than_to_the_web_or_a_mailbox_lead_nowhere(address):
    assert "href" not in safe_html(f"[hit]({address})")


def test_a_mail_address_may_be_linked():
    assert 'href="mailto:labb@example.org"' in safe_html("<labb@example.org>")


def test_a_pandas_table_keeps_its_rows_and_nothing_else():
    import pandas as pd

    html = safe_markup(pd.DataFrame({"n": [1]}, index=["Boden"])._repr_html_())
    assert "<th>Boden</th>" in html
    assert "<td>1</td>" in html
    assert "<th></th>" not in html
    assert "style" not in html
    assert "class" not in html


def test_a_pages_own_style_is_all_that_its_policy_allows(page):
    seen: list[str] = []
    page.on("console", lambda message: seen.append(message.text))
    page.set_content(
        "<!doctype html>"
        + styled("p { color: rgb(255, 0, 0) }")
        + "<style>p { color: blue }</style><p>Hej<script>document.title = 'x'</script>"
    )
    assert page.locator("p").evaluate("one => getComputedStyle(one).color") == "rgb(255, 0, 0)"
    assert page.title() == ""
    assert len(seen) == 2
