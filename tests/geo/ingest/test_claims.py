import pytest

from geo.ingest.extract import extract
from geo.ingest.reader import document
from geo.ingest.speakers import speaker


def claims_in(text, published="2025-07-09"):
    return extract(document(text, published=published)).claims


def test_what_a_text_repeats_is_one_claim_that_points_at_each_sentence():
    text = "The Islam Qala crossing was shut on Monday.\n\nIslam Qala remains closed. The gate was sealed on 7 July."
    (claim,) = claims_in(text)
    assert (claim.category, str(claim.first), len(claim.also)) == ("closure", "2025-07-07", 2)


def test_two_voices_about_one_happening_stay_two_claims():
    text = "Clashes broke out at Milak on Monday. Iran's police said clashes broke out at Milak on Monday."
    assert [(c.status, c.attributed_to) for c in claims_in(text)] == [("reported", ""), ("claimed", "Iran's police")]


def test_what_a_voice_adds_without_a_day_of_its_own_is_no_second_claim():
    text = (
        "Guards and fighters clashed on the Iran-Afghanistan border on Monday. "
        "A police chief said that gunmen attacked the Sasoli post."
    )
    (claim,) = claims_in(text)
    assert (claim.category, claim.place_id, str(claim.first)) == ("clash", "sasoli", "2025-07-07")
    assert len(claim.also) == 1


def test_a_claim_that_the_text_disputes_is_a_disputed_one():
    text = "The governor said 900 people were deported through Milak on Monday. Kabul contests that."
    assert [(c.status, c.attributed_to) for c in claims_in(text)] == [("disputed", "governor")]


def test_a_number_of_its_own_that_somebody_disputes_is_no_dispute_of_what_was_said_before_it():
    text = "The governor said 900 people were deported through Milak on Monday. Iran hosts 4,000,000 people, a number"
    assert [c.status for c in claims_in(f"{text} Kabul disputes.")] == ["claimed"]


def test_a_count_at_several_gates_is_one_claim_and_each_gate_taken_is_its_own():
    (count,) = claims_in("On Monday 900 people returned through Islam Qala and Milak.")
    assert (count.place_id, count.also_at) == ("islam-qala", ("milak-zaranj",))
    taken = claims_in("On Monday the Taliban captured Islam Qala and Milak.")
    assert [c.place_id for c in taken] == ["islam-qala", "milak-zaranj"]


def test_counts_of_different_days_are_not_one_claim():
    text = "On 1 July 43,000 people returned through Islam Qala. On 2 July 31,000 people returned through Islam Qala."
    assert [str(c.first) for c in claims_in(text)] == ["2025-07-01", "2025-07-02"]


@pytest.mark.parametrize(
    "text",
    [
        "From 2 to 8 June 900 people returned from Iran:\n\n- Islam Qala, Herat: 600\n- Milak: 300\n\nMost are men.",
        "Arrivals by crossing, 2-8 June\n\nCrossing | People\nIslam Qala | 600\nMilak | 300\nTotal | 900\n",
    ],
)
def test_a_count_that_rows_split_by_crossing_is_one_claim_at_those_crossings(text):
    (claim,) = claims_in(text)
    assert (claim.category, claim.place_id, claim.also_at) == ("return_flow", "islam-qala", ("milak-zaranj",))
    assert (str(claim.first), len(claim.counts) >= 2) == ("2025-06-02", True)


def test_rows_below_a_head_without_days_make_no_claim():
    assert not claims_in("Arrivals by crossing\n\nIslam Qala | 600\nMilak | 300\nTotal | 900\n")


def test_a_key_figure_with_its_days_is_a_claim_though_no_stop_ends_it():
    text = "FIGURES\n\n70,000 returns from both countries since 1 May\n~9,000 returns from Iran between 1 and 5 July\n"
    assert [(c.place_id, str(c.first)) for c in claims_in(text)] == [("border-af-ir", "2025-07-01")]


def test_a_sentence_that_only_says_where_they_crossed_places_the_count_before_it():
    text = "On 7 July 900 people arrived from Iran. They used the Islam Qala and Milak crossings."
    assert [(c.place_id, c.also_at) for c in claims_in(text)] == [("islam-qala", ("milak-zaranj",))]


def test_what_must_be_done_by_a_day_is_decreed_on_the_day_on_which_it_was_said():
    text = "The minister said on Monday that 800,000 people must leave Iran by next March."
    assert [(c.category, str(c.first)) for c in claims_in(text)] == [("policy", "2025-07-07")]


def test_a_day_after_the_word_that_is_of_what_is_said_not_of_the_saying():
    text = "وزارت مهاجرین اعلام کرد که روز دوشنبه ۹۰۰ تن از ایران برگشتند."
    assert [str(c.first) for c in claims_in(text)] == ["2025-07-07"]


def test_a_denial_is_of_the_place_that_it_names():
    text = "Guards fired on migrants in Iran on Monday. Tehran called the reports of deaths at Saravan baseless."
    assert [(c.status, c.place_id) for c in claims_in(text)][1:] == [("denied", "saravan")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Pakistan closed Torkham for four hours on Monday over a fence.", [("closure", "torkham", "2025-07-07")]),
        (
            "Zaranj took in 61,200 deportees in May; in June it took in 38,500 deportees.",
            [("return_flow", "zaranj", "2025-05-01"), ("return_flow", "zaranj", "2025-06-01")],
        ),
        (
            "Zaranj took in 61,200 deportees in May, against 38,500 deportees in May 2024.",
            [("return_flow", "zaranj", "2025-05-01")],
        ),
        (
            "Islam Qala in Afghanistan is busy. Iran deported 412,000 people between January and June.",
            [("return_flow", "border-af-ir", "2025-01-01")],
        ),
        ("A migrants' bus rolled over near Saravan on Monday.", [("accident", "saravan", "2025-07-07")]),
        ("A row is old. Shots rang out at Zabol on Monday. Officials denied that Milak was closed.",
         [("closure", "milak-zaranj", "2025-07-09")]),
        ("Trade with Iran has long mattered to Herat.", []),
        ("Close to 900 deportees a day came through the Milak crossing on Monday.",
         [("return_flow", "milak-zaranj", "2025-07-07")]),
        ("On Monday arrivals at Islam Qala fell to some 700 people.", [("return_flow", "islam-qala", "2025-07-07")]),
        ("On Monday a van hit a fuel lorry near Zabol.", [("accident", "zabol", "2025-07-07")]),
        ("Kabul, Afghanistan: 900 people returned on Monday from Shiraz in Iran.",
         [("return_flow", "border-af-ir", "2025-07-07")]),
        ("On Monday Tehran banned visas for drivers.", [("policy", "IR", "2025-07-07")]),
        ("Iran asks for the water share of the 1973 treaty.", []),
        ("On Monday envoys held talks in Birjand with officials from Milak.", [("talks", "birjand", "2025-07-07")]),
        ("From Zaranj 900 people a day flee into Iran, up from 700 in May.", [("outflow", "zaranj", "2025-07-09")]),
        ("On Monday commerce with Iran resumed, Herat's traders said.", [("trade", "herat-city", "2025-07-07")]),
        ("Returns from Iran and Pakistan reached 900 on Monday.", []),
        ("On Monday 900 people from cities such as Mashhad were deported through Milak.",
         [("return_flow", "milak-zaranj", "2025-07-07")]),
        ("Fighting reached Kabul in January 2024.", []),
        ("متقي دوشنبه په کابل کې سفیر سره وکتل او له تهران څخه یې مرسته وغوښته.", [("talks", "kabul", "2025-07-07")]),
        ("Opium had been seized near Zabol on Monday.", []),
        ("Wages have halved since the Taliban seized Kabul in August 2021.", []),
        ("Guards near Zabol are often attacked.", []),
        ("Milak was shut on Monday. Rents are high. Bread is dear. A trader said exports are a blessing.",
         [("closure", "milak-zaranj", "2025-07-07")]),
        ("Most of the returnees are men.", []),
        ("Islam Qala is the main gate. Some 900 people passed through it on Monday.",
         [("return_flow", "islam-qala", "2025-07-07")]),
        ("Most cross at Milak. Some 900 people were deported there on Monday, an official in Herat said.",
         [("return_flow", "milak-zaranj", "2025-07-07")]),
        ("On Monday the headcount closed in Taybad in Iran.", [("policy", "IR", "2025-07-07")]),
        ("The minister is to travel to Kabul on Thursday to protest at an attack on guards.",
         [("talks", "kabul", "2025-07-10")]),
        ("Torkham has been closed to trade since the fighting of 5 July.", [("closure", "torkham", "2025-07-05")]),
        ("Similar clashes broke out near Zabol in May.", []),
        ("Wages have halved since the fall of Kabul.", []),
        ("On Monday 900 people came back from Pakistan.", []),
        ("This year 9,000 people came back from Iran, and 40,000 people from Iran and Pakistan.",
         [("return_flow", "border-af-ir", "2025-01-01")]),
        ("Of those who had fled to Iran by then, 65 percent were women.", []),
        ("Partners truck water to Milak since 1 July.", []),
        ("On Monday Torkham was opened for stranded drivers.", [("reopening", "torkham", "2025-07-07")]),
        ("The agency projects 570,000 returns from Iran in 2026.", []),
        ("Some 900 people lost their jobs since the Taliban returned to power in May.", []),
        ("On Monday 900 people came back from Iran and Pakistan, says an agency with a centre in Herat city.", []),
        ("Fighters said they are in full control of Zabol after overrunning it on Monday.",
         [("capture", "zabol", "2025-07-07")]),
        ("On Monday rebels marched into Zaranj.", [("capture", "zaranj", "2025-07-07")]),
        ("On Monday fighting went on near Zaranj.", [("clash", "zaranj", "2025-07-07")]),
        ("On Monday guards fired at us near Zabol.", [("migrant_harm", "zabol", "2025-07-07")]),
        ("On Monday near Zabol nine men were herded into the river.", [("migrant_harm", "zabol", "2025-07-07")]),
        ("On Monday the minister received an Iranian envoy in Kabul over fuel.", [("talks", "kabul", "2025-07-07")]),
        ("On Monday the army began walling off 40 km near Taybad.", [("barrier", "taybad", "2025-07-07")]),
        ("The virus reached Iran in February.", []),
        ("The robbers escaped to Iran on Monday.", []),
        ("Deportees interviewed at Milak paid 900 afghanis.", []),
        ("A reception centre at Milak has 350 beds.", []),
        ("HERAT, 8 July 2025 - Some 900 people came back from Iran on Monday.",
         [("return_flow", "border-af-ir", "2025-07-07")]),
        ("Some 900 people came back to Zaranj on 4 July¹ from Iran.", [("return_flow", "zaranj", "2025-07-04")]),
    ],
)  # fmt: skip
def test_a_happening_is_told_from_what_lies_behind_it(text, told):
    assert [(c.category, c.place_id, str(c.first)) for c in claims_in(text)] == told


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Clashes broke out at Milak, officials said.", "claimed"),
        ("Clashes broke out at Milak, IOM said.", "reported"),
        ("Some 900 people returned through Milak, the Danish Refugee Council said.", "reported"),
        ("A bus overturned near Zabol, police said.", "reported"),
        ("The ministry listed 900 people deported through Milak.", "claimed"),
        ("Police claimed that gunmen attacked a bus near Zabol.", "claimed"),
        ("The command rejected the story of clashes at Milak.", "denied"),
        ("The ministry confirmed clashes at Milak.", "confirmed"),
        ("Posts on Telegram speak of clashes at Milak.", "rumour"),
        ("The ministry denied clashes at Milak.", "denied"),
        ("The governor said that no clashes took place at Milak.", "denied"),
        ("Taliban say Milak was captured, a claim that Iran denies.", "disputed"),
        ("د هرات والي وايي په مېلک کې نښته وشوه.", "claimed"),
        ("The confirmed toll of the clash at Milak is nine, officials said.", "claimed"),
        ("والی هرات گزارش درگیری در میلک را تکذیب کرد.", "denied"),
    ],
)
def test_the_words_tell_how_firmly_a_claim_is_made(text, status):
    assert [c.status for c in claims_in(text)] == [status]


@pytest.mark.parametrize(
    "text",
    [
        "Clashes could break out at Milak.",
        "Was Milak captured by the Taliban?",
        "Some analysts say Milak was captured.",
        "Trucks normally carry fuel through Milak.",
        "Fears of an attack on Milak grew.",
    ],
)
def test_what_only_may_be_makes_no_claim(text):
    assert not claims_in(text)


def test_a_denial_that_names_nothing_takes_over_what_it_denies():
    text = "Posts on Telegram say the dam at Kamal Khan was opened last week. The water ministry in Kabul denied it."
    rumour, denial = claims_in(text)
    assert (rumour.status, denial.status, denial.answers) == ("rumour", "denied", 0)
    assert (denial.place_id, denial.first) == (rumour.place_id, rumour.first)
    assert denial.attributed_to == "water ministry in Kabul"


def test_who_calls_the_news_baseless_answers_it_whatever_else_he_is():
    text = "Guards fired on migrants near Saravan on Sunday, Haalvsh said. The ambassador called the news baseless."
    shooting, denial = claims_in(text)
    assert (denial.category, denial.status, denial.answers, denial.place_id) == (
        shooting.category, "denied", 0, shooting.place_id)  # fmt: skip


def test_what_was_found_after_the_fight_is_no_second_fight():
    text = (
        "Guards and smugglers clashed near Zabol on Monday. A lorry came late. A tonne of tea was found in the fight."
    )
    (claim,) = claims_in(text)
    assert len(claim.also) == 1


def test_a_denial_is_of_the_day_on_which_it_was_made():
    text = "Guards fired on migrants near Saravan on 1 July. The governor said on Saturday that this report is false."
    assert [(c.status, str(c.first)) for c in claims_in(text)][1:] == [("denied", "2025-07-05")]


def test_a_speech_that_goes_on_has_the_speaker_of_the_words_before_it():
    text = '"It was late," said Karim Ahmadi, a trader. "Guards clashed with smugglers at Milak on Monday."'
    assert [(c.status, c.attributed_to) for c in claims_in(text)] == [("claimed", "Karim Ahmadi")]


def test_an_answer_points_at_its_own_claim_in_the_second_story_of_a_bulletin():
    story = "Guards scuffled at Milak on Monday.\nThe governor spoke.\nThe ministry denied the clash.\n\n"
    claims = claims_in(story + story.replace("Milak", "Islam Qala"))
    assert [c.answers for c in claims] == [None, 0, None, 2]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Hossein Ghassemi, head of the bureau, told local media that it is shut.", "Hossein Ghassemi"),
        ("The deputy commissioner of Islam Qala district, Homayoun Hemmat, told us so.", "Homayoun Hemmat"),
        ("IOM ties the trend to drought in Iran and says 379,000 came.", "IOM"),
        ("It reopened, media said on Sunday.", "media"),
        ("A claim that it fell was aired.", ""),
        ("A lorry rolled over near Zabol, hospital staff told reporters.", "hospital staff"),
        ("The gate is shut, governor Karim Ahmadi said, according to Mehr.", "Karim Ahmadi"),
        ("The gate is shut, according to Mehr.", "Mehr"),
        ("According to DoRR/IOM, 900 came.", "DoRR/IOM"),
        ("Two crashes in Farah claimed nine lives.", ""),
        ("Kabul asked for an inquiry into reports that it was shut.", ""),
        ("Iranian state media said so.", "Iranian state media"),
        ("In Turkey the refugee office said so.", "refugee office"),
        ("This week Afghan media reported it.", "Afghan media"),
        ("سردار کریمی اظهار کرد که مرز باز است.", "سردار کریمی"),
        ("گورنر نے مزید کہا کہ سرحد بند ہے۔", "گورنر"),
        ("د هرات والي وايي چې پوله پرانیستې ده.", "د هرات والي"),
        ("Afghan guards are said to have fled.", ""),
        ("زرنج - والی نیمروز روز شنبه گفت که مرز باز است.", "والی نیمروز"),
    ],
)
def test_whoever_speaks_is_named(sentence, name):
    assert speaker(sentence) == name


def test_people_who_are_counted_as_leaving_make_no_return():
    told = claims_in("Some 2,000 Afghans crossed into Iran on 5 July 2025; arrivals doubled.")
    assert [c.category for c in told] == ["outflow"]
