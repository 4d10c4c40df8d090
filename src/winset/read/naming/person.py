"""Somebody an article names, with what it says of them; given names by gender."""

from dataclasses import dataclass, field

from winset.read.english.words import word_set

MALE = word_set("""mr. mr sir lord spokesman chairman congressman king prince pope bishop cardinal archbishop sheikh emperor""")
FEMALE = word_set("""mrs. mrs ms. ms miss dame lady madam madame spokeswoman chairwoman congresswoman queen princess baroness""")
_MALE_NAMES = word_set(
    """james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark
    donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary
    nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander frank patrick raymond
    jack dennis jerry peter henry vladimir dmitry sergei sergey ivan mikhail boris viktor andrei oleg igor volodymyr
    emmanuel olaf friedrich hans jean pierre jose juan carlos luis pedro miguel mohammed muhammad ahmed ali hassan omar
    xi narendra bill barack joe jim bob tom mike ted bernie marco mitch
    anders lars erik johan nils sven olav ole rolf gunnar leif bjorn björn håkon haakon magnus mikkel rasmus jens niels soren
    jorn jørn torsten jürgen juergen klaus dieter wolfgang wolfram stefan matthias lukas tobias konrad otto karl kurt heinrich
    pieter willem jan joost bram dirk henk marek piotr pawel tomasz jakub wojciech zbigniew pavel petr jiri vaclav milan zoran
    goran dragan luka marko ivo mihai mihnea radu ion bogdan petru grigor dimitar georgi nikos giorgos dimitris kostas luca matteo
    giovanni giuseppe paolo giulio enzo dario fabio antoine françois francois jacques michel bernard étienne etienne rené rene
    henri louis marcel bastien didier mathieu luc yves olivier diego javier pablo rafael raúl raul ramón ramon andrés andres
    alejandro eduardo fernando jorge sergio tomás tomas felipe hugo gonzalo joão joao rui nuno tiago duarte aleksi juhani mikko
    pekka antti timo yusuf mehmet mustafa emre orhan kemal rustam aibek timur nurlan ferid tarek khalid faisal youssef yousef
    karim hamid hamza ibrahim abdullah samir rashid nasser bashir amir reza parviz ardeshir behrouz kwame kofi kojo tunde emeka
    chidi olu femi sipho thabo tendai desmond nelson arvind rajesh sanjay vikram anil suresh ravi arjun nikhil rahul wei jun hiro
    kenji takeshi haruto min-jun minh duc stuart gordon gareth hamish duncan iain callum angus rory fergus declan liam sean
    seán conor niall rhys dylan simon martin alan ian neil keith colin graham trevor nigel rupert giles hector clay gus clint
    wade dwight hollis royce grant lionel marcus miguel andre andré theo theodor felix max oscar leo arthur walter harold frank
    ralph roger wayne travis kyle tyler dylan derek carl ned"""
)
_FEMALE_NAMES = word_set(
    """mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley
    kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca sharon laura cynthia kathleen amy
    angela shirley anna brenda pamela emma nicole helen samantha katherine christine rachel carolyn janet catherine
    maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan
    andrea hannah jacqueline martha gloria teresa ann sara kathryn janice jean alice julia grace judy sophia hillary
    ursula angela giorgia kaja svetlana olga natalia tatiana elena irina ekaterina melania ivanka theresa nikki
    ingrid astrid solveig sigrid sigrun gudrun hanne grete margit ilse heike birgit birgitta katrin karin kirsten annika pernilla
    agnes agnethe elin liv tove maren marit anneke saskia femke marijke katrijn clémence clemence camille chloe chloé sophie
    élise elise margaux solène solene maëlle maelle nathalie valérie valerie brigitte denise renée renee isabel inés ines pilar
    lourdes carmen dolores luz consuelo beatriz paz raquel rocío rocio ilinca ioana ileana raluca zsofia zsuzsa agnieszka
    katarzyna magdalena malgorzata ewa zofia jadwiga milena vesna jelena ruta daiva maarit aino eeva leyla zeynep elif ayse aysel
    gulnara dinara aigul nigar shirin golnaz nasrin yasmin amina fatima fatou khadija noor nour noura salma zeinab zaynab hanan
    amal yusra rania layla nadia thandiwe nomsa lindiwe zanele ngozi adaeze adaora chiamaka abena akua ama efua priya anjali
    devika lakshmi sunita deepa kavita meera indira rosalind constance lucinda gail eilidh ailsa morag catriona fiona shona
    isla siobhan siobhán aoife niamh bronwen rhiannon gwen sian siân cerys hilary gillian philippa harriet penelope imogen
    beatrice florence edith enid ethel mabel dorothy frances eleanor rosemary hazel olive ivy priscilla yolanda bettina ottilie
    frieda greta helga ulrike mei-lin mei ling yuki keiko naomi miriam esther judith leota moana"""
)


@dataclass(slots=True)
class Person:
    """Somebody the article names. The table builds it while it scans; afterwards nothing changes it."""

    name: str
    words: tuple[str, ...]
    roles: set[str] = field(default_factory=set)
    office: set[str] = field(default_factory=set)
    """The plain words of what they are said to be: the transport secretary, its chief negotiator."""
    heads: set[str] = field(default_factory=set)
    """The nouns on which those are built: secretary, negotiator."""
    nations: set[str] = field(default_factory=set)
    gender: str | None = None
    count: int = 0
    human: bool = False


def gender_of(given: str) -> str | None:
    """Return the gender that a given name tells, if it is a common one.

    >>> gender_of("Maria"), gender_of("Teo")
    ('female', None)
    """
    low = given.lower()
    if low in _MALE_NAMES:
        return "male"
    return "female" if low in _FEMALE_NAMES else None
