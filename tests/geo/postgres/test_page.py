"""The page over a team's store, without a browser."""

from streamlit.testing.v1 import AppTest

from geo.database import Database
from geo.ingest.review import ReviewLog
from tests.app.test_page import APP, words
from tests.app.test_review_page import TEXT, press, signed
from tests.trust.made import decide


def test_a_reviewer_decides_in_the_page_and_sees_what_others_decided_at_the_next_run(server, fresh, monkeypatch):
    team = Database(server.url(fresh, "ana", "deciding-98"))
    monkeypatch.setenv("MARZ_STORE", team.url)
    monkeypatch.setenv("MARZ_REVIEW", "1")
    page = AppTest.from_file(str(APP), default_timeout=120)
    page.query_params["page"] = "review"
    page.run()
    page.text_area(key="pasted").input(TEXT)
    press(page, "Find candidates")
    signed(page)
    press(page, "Accept")
    (mine,) = ReviewLog(team).log()
    assert (mine.who, mine.verdict) == ("Ana", "accept")
    decide(Database(server.url(fresh)), "c-1", who="Omid")
    page.run()
    assert "Omid" in words(page)
    server.sql("update marz.about set value = 'other' where key = 'seeds_sha256'", database=fresh)
    server.sql("update marz.about set value = value::integer + 1 where key = 'turn'", database=fresh)
    page.run()
    assert "goes with other seeds" in page.error[0].value
    assert "deciding-98" not in page.error[0].value
