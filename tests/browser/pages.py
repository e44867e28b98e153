"""The pages that the browser looks at: each kind once, on the real cases."""

PATHS = [
    "/",
    "/hjalp/",
    "/lan/stockholm/",
    "/lan/kalmar/",
    "/lan/gotland/",
    "/strategier/",
    "/uppdrag/",
    "/program/",
    "/strategier/ett-jamstallt-stockholm/",
    "/strategier/gemensam-strategi-stockholms-lan/",
    "/strategier/jamstalldhetspolitiska-delmal/",
    "/strategier/ett-jamstallt-stockholm/mal/mal-6/",
    "/ataganden/",
    "/ataganden/?sok=gryning",
    "/aktorer/",
    "/aktorer/?slag=municipality&lan=finns-inte",
    "/aktorer/?sok=finnsinte",
    "/aktorer/polismyndigheten/",
    "/finns/inte/",
]
