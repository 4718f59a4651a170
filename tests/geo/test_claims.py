from datetime import date

import pytest

from geo.claims import heard, status_of, status_steps
from geo.schema import Claim, Status
from geo.window import Window

THURSDAY, FRIDAY, LATER = date(2021, 7, 8), date(2021, 7, 9), date(2021, 7, 13)


def claim(status: Status, said: date = THURSDAY, *, who: str = "somebody") -> Claim:
    return Claim(
        id=f"{status}-{said}-{who}", event_id="e", source_id="s", category="capture", what="x",
        place_ids=("islam-qala",), start=THURSDAY, end=THURSDAY, status=status, attributed_to=who, said=said,
    )  # fmt: skip


def test_a_claim_that_nobody_denies_keeps_its_own_status():
    for status in ("confirmed", "reported", "claimed", "rumour"):
        assert status_of([claim(status)]) == status


def test_the_strongest_undenied_claim_gives_the_status():
    assert status_of([claim("rumour"), claim("claimed"), claim("reported")]) == "reported"


def test_five_prints_do_not_confirm():
    assert status_of([claim("claimed", who=str(n)) for n in range(5)]) == "claimed"


def test_a_claim_and_its_denial_are_a_dispute():
    assert status_of([claim("claimed"), claim("denied")]) == "disputed"


def test_denials_alone_deny():
    assert status_of([claim("denied"), claim("denied", FRIDAY)]) == "denied"


def test_a_confirmation_after_the_last_denial_settles_it():
    assert status_of([claim("claimed"), claim("denied"), claim("confirmed", FRIDAY)]) == "confirmed"


def test_a_denial_after_the_confirmation_opens_it_again():
    assert status_of([claim("confirmed", FRIDAY), claim("denied", LATER)]) == "disputed"


def test_a_confirmation_on_the_day_of_the_denial_settles_nothing():
    assert status_of([claim("confirmed"), claim("denied")]) == "disputed"


def test_an_event_without_claims_has_no_status():
    with pytest.raises(ValueError, match="without claims"):
        status_of([])


def test_steps_name_each_day_on_which_the_status_changes():
    claims = [claim("claimed"), claim("denied"), claim("confirmed", FRIDAY), claim("reported", LATER)]
    assert status_steps(claims) == [(THURSDAY, "disputed"), (FRIDAY, "confirmed")]


def test_known_by_hides_what_was_said_later():
    claims = [claim("claimed"), claim("denied", FRIDAY)]
    assert status_steps(claims, known_by=THURSDAY) == [(THURSDAY, "claimed")]


def test_a_window_hears_what_was_public_by_its_last_day():
    claims = [claim("claimed"), claim("confirmed", FRIDAY)]
    assert heard(claims, Window.inclusive(THURSDAY, THURSDAY)) == claims[:1]


def test_an_event_reported_only_later_is_heard_with_its_first_reports():
    claims = [claim("reported", FRIDAY), claim("confirmed", LATER)]
    assert heard(claims, Window.inclusive(THURSDAY, THURSDAY)) == claims[:1]


def test_nothing_is_heard_before_anything_was_public():
    assert heard([claim("reported", FRIDAY)], Window.inclusive(THURSDAY, THURSDAY), known_by=THURSDAY) == []
