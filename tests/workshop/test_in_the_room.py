"""A facilitator and ten phones in a real browser, with ``labmethods open`` behind them."""

from __future__ import annotations

import re

from playwright.sync_api import expect

import labmethods as lm
from labmethods.workshop.groups import another_group
from tests.workshop.conftest import open_round, open_to_this_computer, violations

SEND = "#form button"


def send(phone) -> None:
    with phone.expect_response("**/send"):
        phone.locator(SEND).tap()
    phone.wait_for_selector(".done")


def lab_of(room):
    return lm.open_lab(room.served.home)


def test_ten_phones_write_a_word_and_the_screen_shows_it(in_the_room, facilitator):
    phones = [in_the_room.join(facilitator) for _i in range(10)]
    open_round(facilitator, "Hur känns gården?")
    for i, phone in enumerate(phones):
        phone.fill("#text", "Mörk" if i % 2 else "Grön")
        send(phone)
    facilitator.locator(".cloud li", has_text="Mörk").locator("text=× 5").wait_for()
    assert "10 deltagare har skickat." in facilitator.locator("#result").inner_text()
    with lab_of(in_the_room) as lab:
        assert len(lab.workshop_contributions.find(round=in_the_room.planned["word"])) == 10
        change = lab.history(table="workshop_contributions", newest=1)[0]
        assert change.who == "rummet, workshop 2026-11-24"
    for phone in phones:
        phone.context.close()


def test_everything_that_is_asked_ends_in_the_labs_own_records(in_the_room, facilitator):
    phone = in_the_room.join(facilitator)
    take = facilitator.get_by_role("button", name=re.compile("^Ta in"))
    done = facilitator.locator("#status", has_text="togs in")

    def ask(question: str, fill) -> None:
        open_round(facilitator, question)
        phone.locator("h1", has_text=question).wait_for()
        fill()
        send(phone)
        if facilitator.locator("#came", has_text=question).count() == 0:
            facilitator.locator("#came", has_text=question).wait_for()
        take.wait_for()

    def take_first() -> None:
        facilitator.locator("#came li input").first.check()
        take.click()
        done.wait_for()
        facilitator.locator("#came .mark", has_text="intagen").first.wait_for()

    ask("Vilka fler borde vara med?", lambda: phone.fill("#text", "Grannskapsföreningen"))
    take_first()
    ask(
        "Vad finns redan?",
        lambda: (
            phone.fill("#text", "Språkkafé"),
            phone.fill("#detail", "Biblioteket"),
            phone.select_option("#step", label="Språk"),
        ),
    )
    take_first()
    ask("Vad vill ni pröva?", lambda: phone.fill("#text", "Kvällsöppet på biblioteket"))
    take_first()
    ask(
        "Var står aktörerna?",
        lambda: [
            phone.locator(f"[name={n}][value='{v}']").tap()
            for n, v in (("v0", 4), ("w0", 2), ("v1", 2), ("w1", 5))
        ],
    )
    take.click()
    facilitator.locator("#status", has_text="2 bidrag togs in").wait_for()
    ask(
        "Hur mycket tror du på framtiden?",
        lambda: (phone.fill("#own-code", "abc12"), phone.locator("[name=v0][value='4']").tap()),
    )
    take.click()
    facilitator.locator("#status", has_text="1 bidrag togs in").wait_for()

    with lab_of(in_the_room) as lab:
        assert "Grannskapsföreningen" in [one.name for one in lab.actors.all()]
        activity = lab.activities.find(name="Språkkafé")[0]
        assert activity.actor == lab.actors.find(name="Biblioteket")[0].id
        assert activity.step == lab.steps.all()[0].id
        assert lab.experiments.find(name="Kvällsöppet på biblioteket")[0].state == "idea"
        rated = {(one.power, one.interest) for one in lab.assessments.all()}
        assert rated == {(4, 2), (2, 5)}
        person = lab.participants.find(code="ABC12")[0]
        assert [m.value for m in lab.measurements.find(participant=person.id)] == [4]


def test_a_quiet_round_is_shown_when_the_facilitator_says_so(in_the_room, facilitator):
    phone = in_the_room.join(facilitator)
    open_round(facilitator, "Vad saknas?")
    phone.locator("h1", has_text="Vad saknas?").wait_for()
    phone.fill("#text", "En lekplats")
    send(phone)
    facilitator.locator("#result", has_text="1 deltagare har skickat.").wait_for()
    assert "lekplats" not in facilitator.locator("#stage").inner_text()
    facilitator.get_by_role("button", name="Visa det som skrevs").click()
    facilitator.locator(".cloud li", has_text="En lekplats").wait_for()


def test_a_vote_can_be_changed_and_counts_once_from_two_tabs(in_the_room, facilitator):
    phone = in_the_room.join(facilitator)
    open_round(facilitator, "Vad gör vi först?")
    phone.locator("#v0").wait_for()
    other = phone.context.new_page()
    other.goto(in_the_room.address)
    phone.select_option("#v0", "3")
    send(phone)
    other.select_option("#v1", "2")
    send(other)
    other.reload()
    assert other.input_value("#v1") == "2"
    with lab_of(in_the_room) as lab:
        given = lab.workshop_contributions.find(round=in_the_room.planned["dots"])
        assert [(one.subject, one.value) for one in given] == [("Öppet kafé", 2)]


def test_a_flood_ends_with_one_press(in_the_room, facilitator):
    rude = in_the_room.join(facilitator)
    open_round(facilitator, "Hur känns gården?")
    rude.locator("h1", has_text="Hur känns gården?").wait_for()
    for i in range(3):
        rude.fill("#text", f"Fult {i}")
        send(rude)
    facilitator.locator("#came li", has_text="Fult 2").locator("input").check()
    facilitator.get_by_role("button", name="Dölj och stäng av").click()
    facilitator.locator("#came li.hidden", has_text="Fult 0").wait_for()
    expect(facilitator.locator(".cloud li", has_text="Fult")).to_have_count(0)
    rude.fill("#text", "Igen")
    rude.locator(SEND).tap()
    rude.locator("[data-state=banned]").wait_for()


def test_what_says_the_same_is_found_and_merged_by_hand(in_the_room, facilitator):
    phone = in_the_room.join(facilitator)
    open_round(facilitator, "Vilka fler borde vara med?")
    phone.locator("h1", has_text="Vilka fler borde vara med?").wait_for()
    for text in ("Pensionärsföreningen", "pensionärs-föreningen!"):
        phone.fill("#text", text)
        send(phone)
    facilitator.locator("#came li", has_text="pensionärs-föreningen!").wait_for()
    facilitator.get_by_role("button", name="Hitta det som säger samma").click()
    facilitator.locator("#came .mark", has_text="≈").first.wait_for()
    for text in ("Pensionärsföreningen", "pensionärs-föreningen!"):
        facilitator.locator("#came li").filter(
            has=facilitator.get_by_text(text, exact=True)
        ).locator("input").check()
    facilitator.get_by_role("button", name="Slå ihop").click()
    facilitator.locator("#came .mark", has_text="hopslagen").wait_for()


def test_paper_ends_in_the_same_records(in_the_room, facilitator):
    open_round(facilitator, "Vad vill ni pröva?")
    with facilitator.context.expect_page() as opened:
        facilitator.get_by_role("link", name="Skriv in från papper").click()
    paper = opened.value
    assert "en per rad" in paper.locator("#hint").inner_text()
    paper.fill("#text", "Cykelverkstad\nLekplats vid gungorna")
    paper.locator(SEND).click()
    paper.locator(".done", has_text="Sparat.").wait_for()
    facilitator.locator("#came li", has_text="Cykelverkstad").wait_for()
    facilitator.locator("#came li", has_text="Lekplats vid gungorna").wait_for()
    with facilitator.context.expect_page() as opened:
        facilitator.get_by_role("link", name="Skriv ut blad").click()
    sheets = opened.value.locator("article")
    assert sheets.count() == 10
    assert sheets.nth(2).locator("tr").count() == 3
    assert "Du har 3 prickar" in sheets.nth(2).inner_text()
    assert "Biblioteket" in sheets.nth(6).inner_text()
    assert "Din egen kod" in sheets.nth(9).inner_text()


def test_decisions_are_kept_with_the_round_and_the_workshop(in_the_room, facilitator):
    open_round(facilitator, "Vad gör vi först?")
    facilitator.locator("#came", has_text="Vad gör vi först?").wait_for()
    facilitator.fill("#note-decided", "Belysningen först.")
    # Another facilitator's press draws the page anew; what is being written stays.
    other = in_the_room.facilitator()
    shown = in_the_room.code(facilitator)
    other.get_by_role("button", name="Ny kod").click()
    expect(facilitator.locator(".code")).not_to_have_text(shown, timeout=20_000)
    assert facilitator.input_value("#note-decided") == "Belysningen först."
    assert facilitator.evaluate("document.activeElement.id") == "note-decided"
    facilitator.fill("#note-concluded", "Vi ses igen i januari.")
    facilitator.locator("#notes").get_by_role("button", name="Spara").click()
    facilitator.locator("#status", has_text="Klart.").wait_for()
    facilitator.wait_for_timeout(500)
    with lab_of(in_the_room) as lab:
        assert lab.workshop_rounds.get(in_the_room.planned["dots"]).decided == "Belysningen först."
        assert lab.workshops.all()[0].concluded == "Vi ses igen i januari."


def test_a_participants_page_reaches_neither_kernels_nor_files_nor_other_labs(
    in_the_room, facilitator
):
    phone = in_the_room.join(facilitator)
    server = in_the_room.served.server
    paths = [
        "/api",
        "/api/kernels",
        "/api/contents",
        "/files/labmethods.sqlite",
        "/lab",
        "/labmethods/room",
        "/labmethods/room/paper",
        "/labmethods/room/room.js",
    ]
    # From the page's own script: its policy stops every address but its own.
    tried = phone.evaluate(
        """async (addresses) => Promise.all(addresses.map((one) =>
             fetch(one, {credentials: "include"})
               .then((answer) => answer.status, () => "stopped")))""",
        [f"{server}{path}" for path in paths],
    )
    assert set(tried) == {"stopped"}
    socket = phone.evaluate(
        """(address) => new Promise((done) => {
             try {
               const socket = new WebSocket(address);
               socket.onopen = () => done("open");
               socket.onerror = () => done("stopped");
             } catch { done("stopped"); }
           })""",
        f"{server.replace('http', 'ws')}/labmethods/room/live?workshop="
        f"{in_the_room.planned['workshop']}",
    )
    assert socket == "stopped"
    # From the same browser without a policy, with the participant's cookie: Jupyter knows nobody.
    for path in paths[1:]:
        answer = phone.context.request.get(f"{server}{path}", max_redirects=0)
        assert answer.status in (302, 403), path
    # On the participants' own port there is nothing of it at all.
    for path in paths:
        assert phone.context.request.get(f"{in_the_room.address}{path}").status == 404


def test_axe_finds_nothing_on_the_facilitators_page_light_or_dark(in_the_room, facilitator):
    open_round(facilitator, "Var står aktörerna?")
    assert "Tangenter: S skärm" in facilitator.locator("#controls").inner_text()
    assert violations(facilitator) == []
    facilitator.keyboard.press("d")
    assert violations(facilitator) == []
    facilitator.keyboard.press("d")


def test_two_facilitators_each_lead_a_group_and_the_end_of_one_is_not_the_others(
    in_the_room, facilitator
):
    with lab_of(in_the_room) as lab:
        first = lab.workshops.get(in_the_room.planned["workshop"])
        second = another_group(lab, first)
    other = in_the_room.facilitator(second.id)
    open_to_this_computer(other)
    expect(other.locator("#others a")).to_have_text(first.name)
    assert in_the_room.code(other) != in_the_room.code(facilitator)
    # The second group's code at the first group's address leads to the second group.
    guest = in_the_room.join(other)
    assert guest.locator(".name").inner_text() == second.name
    assert not guest.url.startswith(in_the_room.address)
    own = in_the_room.join(facilitator)
    open_round(facilitator, "Hur känns gården?")
    open_round(other, "Hur känns gården?")
    for phone, text in ((guest, "Från andra gruppen"), (own, "Från första gruppen")):
        phone.locator("h1", has_text="Hur känns gården?").wait_for()
        phone.fill("#text", text)
        send(phone)
    other.locator(".cloud li", has_text="Från andra gruppen").wait_for()
    facilitator.locator(".cloud li", has_text="Från första gruppen").wait_for()
    assert "andra gruppen" not in facilitator.locator("#stage").inner_text()
    other.get_by_role("button", name="Avsluta workshoppen").click()
    other.get_by_role("button", name="Ja, avsluta").click()
    guest.locator("[data-state=ended] h1", has_text="Workshoppen är slut.").wait_for()
    expect(facilitator.locator("#others a")).to_have_count(0)
    own.fill("#text", "Vi går vidare")
    send(own)
    facilitator.locator(".cloud li", has_text="Vi går vidare").wait_for()
