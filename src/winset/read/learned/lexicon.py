"""Words by what they do in an attribution: lemmas of saying, thinking, judging, providing and undertaking, and nouns.

They tell the tagger of a word that it has met rarely or never what sort it is of; none is a rule by itself.
"""

import re

from winset.read.english.cues import inflected
from winset.read.english.words import word_set

_DOUBLES = re.compile(r"[^aeiou][aeiou][bdglmnprt]$")


def _forms(lemmas: str) -> frozenset[str]:
    """Return every form of verbs, with and without a doubled consonant (begged, bragging)."""
    plain = {form for lemma in lemmas.split() for form in inflected(lemma)}
    doubled = {lemma + lemma[-1] + end for lemma in lemmas.split() if _DOUBLES.search(lemma) for end in ("ed", "ing")}
    return frozenset(plain | doubled)


SAYING = _forms(
    """accuse acknowledge add address admit advise advocate affirm allege announce answer apologise apologize appeal argue ask
    assert assure attest aver bark beg blast boast brag caution challenge chant charge chide claim clarify comment compare
    complain concede conclude condemn confess confide confirm contend counter crow cry declare decline decry defend demand
    denounce deny deplore describe detail disclose dismiss dispute echo elaborate emphasise emphasize enquire exclaim explain
    extol fume gripe groan grumble hail highlight hint howl imply indicate inform inquire insinuate insist instruct intone
    invite joke jeer lament lash lecture liken maintain mention mock moan mumble murmur muse mutter note notify object observe
    offer opine order outline petition plead pledge point post praise preach predict proclaim profess promise propose protest
    query question quip quote rail rant read reaffirm reason reassure rebuff rebuke rebut recall recite reckon recommend
    recount refuse refute reiterate reject relate remark remind repeat reply report repudiate request respond restate retort
    reveal ridicule roar rule say scoff scold scream shout shrug sigh signal slam snap sneer sniff speak speculate state
    stipulate stress suggest swear tease testify thank threaten thunder tout trumpet tweet underline underscore urge venture
    voice volunteer vow wail warn welcome whine whisper wonder write yell adjudge asseverate avow babble banter bawl bellow
    beseech bicker blare blather blog blurt bluster burble cable cackle carp cavil chatter chirp chortle chuckle clamour
    clamor coax concur confer confute contradict converse croak deadpan debate declaim demur differ disagree disavow disclaim
    divulge drawl email entreat enunciate equivocate evade exhort expand explicate expostulate extoll fib forewarn forswear
    fulminate gabble gasp giggle gloat gossip growl grunt harangue hazard hiss hoot implore impute interject interpose
    interrupt intimate itemise itemize jest kid lie mouth narrate needle nitpick orate overrule parry parrot phone plump
    ponder pontificate prattle preface proffer pronounce propound prompt quibble quaver ramble rasp rattle recap recollect
    resound retell retract rhapsodise rhapsodize rib scrawl screech scribble snarl snigger snort sob specify splutter sputter
    squawk stammer stutter submit summarise summarize surmise tattle taunt text trill twitter undertake unveil utter vent
    verify vociferate vouch warble waver weigh wheedle whimper wire wisecrack"""
) | word_set("said told tells telling tell wrote written spoke spoken swore sworn pled quoth admitted admitting pointed besought")
THINKING = _forms(
    """accept agree aim anticipate appreciate approve assume back believe calculate consider credit decide desire despise
    determine disagree disapprove dislike doubt dream endorse envisage envision estimate expect favor favour fear feel figure
    foresee forecast guess hope imagine intend judge like love mean need oppose plan prefer presume project question realise
    realize recognise recognize regard regret reject resent resolve respect seek sense suppose support suspect trust
    understand value view want welcome wish worry"""
) | word_set("thought think thinks thinking felt knew know knows known saw see sees seen meant sought understood keen eager")
SHOWING = _forms("find show suggest indicate conclude reveal estimate detail cite document project rank rate mean") | word_set(
    "found shown cited put puts"
)
JUDGING = _forms(
    """abhor absolve accredit accuse acquit admire admonish applaud appraise ascribe assail attack attribute audit back bash
    berate belittle bemoan besmirch blame bless brand castigate celebrate censure champion chastise cheer chide commend
    commiserate compliment condole condemn congratulate criticise criticize curse damn decry defame defend denigrate denounce
    deplore deprecate deride disapprove disown disparage disregard dub exonerate extol fault flay glorify hail hate honour
    honor impugn incriminate indict insult jeer label lambast lambaste laud liken malign mock name nickname oppose pan pardon
    pillory portray praise rap rate rebuke recommend regret reprimand reproach resent revile ridicule rubbish salute savage
    scapegoat scold scorn slam slander slate sneer spurn stigmatise stigmatize style support tag tar thank toast trash upbraid
    vilify vindicate welcome"""
)
PROVIDING = _forms(
    """acknowledge allow assign authorise authorize ban bar bind call cap cite commit compel confer contain declare decree
    define delegate demand describe direct earmark empower enjoin enshrine ensure entitle entrust envisage establish exclude
    exempt extend fix forbid foresee give govern grant guarantee impose include indicate instruct invite invoke lay limit list
    make mandate mention name note obligate order outlaw outline permit place pledge preclude prescribe prevent proclaim
    prohibit promise propose protect provide put reaffirm recall recognise recognize recommend record refer register regulate
    require reserve restrict rule seek set specify spell state stipulate suspend tie treat urge vest"""
) | word_set("bound forbade forbidden gave given laid made put sets spelled spelt")
COMMITTING = _forms(
    """abandon accede accept acquiesce agree aim allow approve ask assent assure aspire back bargain bid capitulate cede claim
    commit concede confirm consent countenance counter dangle decline defy demand embrace endorse exclude float forgo
    guarantee insist intend invite lobby negotiate offer oppose pay petition pledge postpone press promise propose pursue push
    ratify rebuff refrain refuse reject relent relinquish renew renounce request require resist resolve retreat seek settle
    sign spurn stand stick support surrender table tender threaten undertake veto volunteer vow waive withdraw withhold yield"""
) | word_set("bid forwent forgone sought stood stuck undertook undertaken withdrew withdrawn withheld")
MINDS = word_set(
    """afraid anxious apprehensive ashamed aware bent bullish certain committed concerned confident content convinced cool
    cautious curious defiant delighted determined disappointed dismayed doubtful eager fearful firm frustrated furious glad
    grateful happy hesitant hopeful impatient impressed inclined indifferent interested keen lukewarm minded mindful nervous
    open optimistic outraged persuaded pessimistic philosophical pleased prepared proud puzzled ready relieved reluctant
    resigned resolved sad satisfied sceptical skeptical sorry sure surprised suspicious sympathetic tempted uneasy unhappy
    unimpressed unmoved unsure unwilling upset wary weary willing worried"""
)
"""Adjectives of what somebody thinks or feels."""
SPEECH_NOUNS = word_set(
    """statement statements announcement claim claims remark remarks comment comments assertion assertions allegation
    allegations accusation accusations argument arguments suggestion warning warnings threat threats promise promises pledge
    pledges vow denial denials admission confirmation report reports call calls demand demands proposal proposals offer offers
    plea pleas appeal request requests question questions answer response reply criticism complaint complaints praise belief
    beliefs view views opinion opinions fear fears hope hopes concern concerns idea notion sense conclusion finding findings
    forecast prediction estimate message speech interview tweet post letter testimony contention insistence assurance
    assurances advice description charge charges account accounts agreement apology assessment assumption boast boasts caveat
    caution commitment commitments concession confession conviction criticisms declaration desire determination dissent doubt
    doubts estimates expectation expectations explanation exhortation formula grievance guarantee guess hint hints indication
    indications intention intentions invitation judgment judgement lament line mantra notice nod objection objections order
    orders oath observation outburst pleading position preference pressure prophecy protest protests rebuke rebuttal refusal
    reassurance reassurances recommendation recommendations refrain reminder retort rumour rumor rumours rumors scepticism
    skepticism sign signal signals slogan speculation stance suspicion suspicions talk theory tirade ultimatum understanding
    verdict version whisper whispers willingness wish wishes word words worry worries"""
)
PAPERS = word_set(
    """report study poll survey document documents paper memo letter email emails filing lawsuit complaint indictment ruling
    record records data figures statistics analysis review audit account accounts transcript statement magazine newspaper
    article book agency law bill resolution draft text treaty website post tweet census research polls surveys studies reports
    papers letters witnesses memoir budget projection projections accord agreement annex charter clause communiqué communique
    constitution convention covenant declaration decision decree deal dispatch dossier guidelines judgment judgement leaflet
    manifesto manual minutes motion note notice order pact paragraph petition plan point programme protocol provision
    provisions sheet statute terms undertaking undertakings version warrant"""
)
ROLES = word_set(
    """president minister premier chancellor senator congressman congresswoman governor mayor secretary spokesman spokeswoman
    spokesperson spokespeople official officials leader leaders chief chairman chairwoman chair director head manager aide
    aides adviser advisers advisor advisors ambassador envoy envoys diplomat diplomats negotiator negotiators general colonel
    captain lieutenant sergeant commander judge justice lawyer lawyers attorney prosecutor prosecutors analyst analysts
    economist economists expert experts professor scientist scientists researcher researchers author authors reporter
    reporters critic critics supporter supporters opponent opponents voter voters resident residents witness witnesses police
    authorities government ministry department administration campaign committee union unions company companies court panel
    group groups lawmaker lawmakers republicans democrats conservatives liberals activist activists protester protesters
    candidate candidates nominee executive executives owner founder doctor nurse teacher student students parents farmers
    workers fishermen bishop pope king queen prince mr mr. mrs mrs. ms ms. dr dr. sen sen. rep rep. gov gov. sir lord lady
    dame officer officers source sources member members many some others people those everyone someone delegation mediator
    mediators commissioner deputy"""
)
