from datetime import date

from geo.eventlist import events_in
from geo.window import Window
from layers import headline
from layers.citing import cite
from layers.language import language
from layers.returns import volumes_at

DAY = Window.inclusive(date(2025, 7, 5), date(2025, 7, 5))
READ = date(2026, 1, 2)


def cited(facts, lang: str, place: str = "milak-zaranj"):
    volumes = headline.one_a_body(volumes_at(facts, DAY, place), facts)
    return cite(volumes, [], place, facts, language(lang), link="http://localhost/?a=b", today=READ)


def test_a_citation_says_who_counts_what_where_and_when_and_names_its_sources(facts):
    told = cited(facts, "en")
    assert "Milak–Zaranj" in told.sentence
    assert "5 July 2025: 13,746, counted by Taliban High Commission" in told.sentence
    assert any("http" in source or source for source in told.sources)
    assert told.text.endswith("read on 2 January 2026. http://localhost/?a=b")


def test_a_persian_citation_has_persian_digits_and_the_solar_date(facts):
    told = cited(facts, "fa").sentence
    assert "۱۳٬۷۴۶" in told
    assert "۱۴ تیر ۱۴۰۴" in told


def test_where_nobody_counted_the_events_are_cited_with_their_status(facts):
    day = Window.inclusive(date(2021, 7, 8), date(2021, 7, 8))
    events = [e for e in events_in(facts, day) if e.event.id == "2021-07-08-islam-qala-capture"]
    told = cite([], events, "islam-qala", facts, language("en"), link="", today=READ, known_by=date(2021, 7, 8))
    assert told.sentence == (
        "Islam Qala crossing: Taliban capture (8 – 9 July 2021): disputed. As known by 8 July 2021."
    )
    assert len(told.sources) >= 3
