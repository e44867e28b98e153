"""The pages that the browser looks at: each kind once on the real cases, a whole county (Exempel
län), and once with every section filled (the world of the tests, which grows long lists)."""

from website.cases.fields import public_id_for

GRYNING = f"/ataganden/{public_id_for('commitment.a-gryning')}/"

ON_THE_CASES = [
    "/",
    "/hjalp/",
    "/hjalp/lamna-sidan/",
    "/din-kommun/?ort=kalmar",
    "/din-kommun/?ort=atlantis",
    "/nyheter/",
    "/lan/stockholm/",
    "/lan/kalmar/",
    "/lan/gotland/",
    "/strategier/",
    "/uppdrag/",
    "/program/",
    "/strategier/ett-jamstallt-stockholm/",
    "/strategier/gemensam-strategi-stockholms-lan/",
    "/strategier/jamstalldhet-i-myndighet/",
    "/strategier/hela-kommunen-kalmar-lan/",
    "/strategier/jamstalldhetspolitiska-delmal/",
    "/strategier/ett-jamstallt-stockholm/mal/mal-6/",
    "/ataganden/",
    "/ataganden/?sok=gryning",
    "/ataganden/?strategi=ett-jamstallt-stockholm",
    GRYNING,
    "/aktorer/",
    "/aktorer/?page=2",
    "/aktorer/?slag=municipality&lan=finns-inte",
    "/aktorer/?sok=finnsinte",
    "/aktorer/polismyndigheten/",
    "/tillganglighet/",
    "/tillganglighet/beratta/",
    "/kakor/",
    "/personuppgifter/",
    "/om/",
    "/allmanna-handlingar/",
    "/sprak/",
    "/sok/",
    "/sok/?sok=v%C3%A5ld+stockholms",
    "/sok/?sok=finnsinte&lan=kalmar",
    "/sok/?sok=a&slag=finns-inte",
    "/finns/inte/",
]

IN_THE_DEMO = [
    "/lan/exempel/kommuner/",
    "/nyheter/exempel-kunskapsdag/",
    "/aktorer/angbatsvik-9924/",
    "/lan/exempel/",
    "/strategier/exempel-trygg-overallt/",
    "/strategier/exempel-trygg-overallt/anslut/",
    "/strategier/exempel-trygg-overallt/anslut/skickat/",
    "/svar/finns-inte/",
    "/ataganden/?lan=exempel",
]

IN_THE_WORLD = [
    "/strategier/lanets-strategi/",
    "/strategier/lanets-strategi/mal/malet/",
    "/ataganden/gemensam22/",
    "/aktorer/lansstyrelsen-i-kalmar-lan/",
]

PATHS = ON_THE_CASES + IN_THE_DEMO + IN_THE_WORLD
