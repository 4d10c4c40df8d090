"""Closed classes of English words: what can begin a noun phrase, join clauses, or stand between a subject and its verb."""


def word_set(words: str) -> frozenset[str]:
    """Return the words of a line as a set."""
    return frozenset(words.split())


DETERMINERS = word_set(
    """the a an this that these those his her its their our my your some any every each no another several many few
    most all both either neither one two three four five six seven eight nine ten dozens hundreds"""
)
PERSONAL = word_set("he she they it we i you")
RELATIVE = word_set("who which")
PRONOUNS = PERSONAL | RELATIVE | word_set("others someone somebody everyone everybody nobody many some another both neither none")
PREPOSITIONS = word_set(
    """of in on at by for with from to into about over under after before between against during without within among
    through throughout across toward towards amid amidst despite near off since until till upon like per via aboard behind
    beyond concerning regarding following outside inside above below around along alongside past beside besides than"""
)
SUBORDINATORS = word_set(
    """that if because while when although though as since until unless whether after before where why how what whereas
    once lest than"""
)
CONJUNCTIONS = word_set("and but or nor yet so")
BE = word_set("be is are was were been being am isn't aren't wasn't weren't 's 're ’s ’re")
HAVE = word_set("has have had having 've ’ve")
MODALS = word_set("will would can could may might must shall should 'll ’ll 'd ’d cannot won't can't wouldn't couldn't shouldn't")
DO = word_set("do does did don't doesn't didn't")
NEGATIVE_AUXILIARIES = word_set("isn't aren't wasn't weren't hasn't haven't hadn't ain't")
AUXILIARIES = BE | HAVE | MODALS | DO | NEGATIVE_AUXILIARIES
ADVERBS = word_set(
    """also later then again ever never not n't still now once often soon just even only already always sometimes
    first further too instead meanwhile however earlier recently previously repeatedly nevertheless nonetheless
    therefore thus famously simply merely jointly separately together long since immediately yet today yesterday
    tonight twice last almost all both himself herself themselves itself"""
)
OPENERS = word_set("but and or so still yet meanwhile however moreover furthermore additionally nevertheless also then now thus")

DAYS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays"
)
MONTHS = word_set(
    """january february march april may june july august september october november december jan. feb. mar. apr. jun. jul.
    aug. sep. sept. oct. nov. dec. jan feb mar apr jun jul aug sep sept oct nov dec"""
)
TIMES = DAYS | word_set("yesterday today tonight tomorrow morning afternoon evening night weekend week month year noon midnight")
TIME_LEADERS = word_set("last this next late early earlier later on in at over that")

PLACES_TO_SPEAK = word_set(
    """interview statement briefing conference speech email e-mail tweet post letter message memo video rally hearing
    debate address event meeting twitter facebook telegram television radio article report filing testimony post-debate
    podcast telegraph x instagram weibo truth op-ed column editorial"""
)

VERBS = AUXILIARIES | word_set(
    """took takes take made makes make went goes go got gets get came comes come held holds hold met meets meet won wins win
    lost loses lose gave gives give kept keeps keep left leaves leave led leads lead began begins begin became becomes become
    brought brings bring built builds build bought buys buy chose chooses choose drew draws draw drove drives drive fell
    falls fall felt feels feel fought fights fight found finds find flew flies fly grew grows grow heard hears hear hit hits
    knew knows know laid lays put puts paid pays pay ran runs run rose rises rise sat sits sit saw sees see seen sent sends
    send set sets shot shoots shook shows show shown stood stands stand struck strikes taken taught teaches thought thinks
    think threw throws understood understands woke wore wears want wants need needs seem seems appear appears remain remains
    believe believes continue continues include includes expect expects hope hopes plan plans work works live lives lies
    try tries use uses help helps start starts stop stops let lets like likes done gone been given become known broke breaks
    break spent spends spend sought seeks seek faces face sold sells sell turn turns mean means meant become grown shut
    control controls depend depends agree agrees exist exists happen happens matter matters"""
)
NOT_VERBS = word_set(
    """united indeed hundred need seed speed feed breed red bed bred hatred sacred wicked naked unprecedented aged armed
    so-called alleged proposed limited advanced detailed increased unidentified"""
)
NOT_PARTICIPLES = word_set(
    "during king ring string spring thing nothing something anything everything morning evening building meeting"
)
