"""Who should be heard in a housing area, by focus area: the checklist behind *who is missing*."""

from __future__ import annotations

from dataclasses import dataclass, field

from labmethods.language import N_


@dataclass(frozen=True)
class ChecklistRole:
    """A part that somebody should play in a lab."""

    key: str
    title: str
    """A catalogue message."""
    question: str
    """What to ask oneself, a catalogue message."""
    areas: frozenset[str] = frozenset()
    """The focus areas that it belongs to; empty for all."""
    kinds: frozenset[str] = frozenset()
    """Kinds of actor that fill it."""
    stems: tuple[str, ...] = field(default=())
    """Regular expressions for what those who fill it are called, in both languages."""
    among: frozenset[str] = frozenset()
    """Kinds among whom a narrower group has to be looked for."""


_WHOSE = N_("Who speaks for them today: they themselves, or others about them?")
_HELP = N_("Whom do they meet that the lab doesn't?")
_DECIDE = N_("What can only they decide or pay for?")
_REACH = N_("What do they already do here, and for whom?")


def _role(
    key: str,
    title: str,
    question: str,
    *,
    kinds: str = "",
    among: str = "",
    areas: str = "",
    stems: str = "",
) -> ChecklistRole:
    return ChecklistRole(
        key,
        title,
        question,
        frozenset(areas.split()),
        frozenset(filter(None, kinds.split(", "))),
        tuple(stems.split()),
        frozenset(filter(None, among.split(", "))),
    )


CHECKLIST = (
    _role(
        "residents",
        N_("Residents"),
        _WHOSE,
        kinds="residents",
        stems=r"\bboende \binvånare \bhyresgästerna\b \bhyresgäster\b \bresidents?\b",
    ),
    _role(
        "women",
        N_("Women in the area"),
        _WHOSE,
        among="residents",
        stems=r"kvinn tjej flick \bwomen \bgirl",
    ),
    _role(
        "young",
        N_("Children and young people"),
        _WHOSE,
        among="residents",
        stems=r"ungdom \bunga \bbarn elev youth young child pupil",
    ),
    _role(
        "older",
        N_("Older people"),
        _WHOSE,
        among="residents",
        stems=r"\bäldre pension senior \bolder elder",
    ),
    _role(
        "newcomers",
        N_("Newcomers and people born abroad"),
        _WHOSE,
        among="residents",
        stems="nyanländ utrikes flykting newcomer abroad refugee",
    ),
    _role(
        "tenants",
        N_("Tenants' association"),
        _WHOSE,
        kinds="tenants association",
        stems=r"hyresgästför tenants?\W{0,2}\s?(association|union)",
    ),
    _role(
        "housing",
        N_("Housing company"),
        _DECIDE,
        kinds="housing company",
        stems=r"bostadsbolag bostadsföretag bostads\s?(ab\b|aktieb) bostäder\b allmännytt housing",
    ),
    _role(
        "municipality",
        N_("Municipality"),
        _DECIDE,
        kinds="municipality",
        stems=r"kommun(en)?\b kommunstyr municipality",
    ),
    _role(
        "associations",
        N_("Associations"),
        _REACH,
        kinds="civil society",
        stems=r"förening civilsamh ideell (?<!arbetsgivar)förbund association civil.society",
    ),
    _role(
        "faith",
        N_("Faith communities"),
        _REACH,
        kinds="faith",
        stems=r"kyrka församling mosk(é|e) synagog trossamf church mosque parish \bfaith",
    ),
    _role(
        "employers",
        N_("Employers"),
        _DECIDE,
        kinds="employer, business",
        areas="employment",
        stems="arbetsgivar företagar näringsliv employer business",
    ),
    _role(
        "employment service",
        N_("Public employment service"),
        _DECIDE,
        among="agency",
        areas="employment",
        stems="arbetsförmedl employment.service",
    ),
    _role(
        "adult education",
        N_("Adult education"),
        _REACH,
        among="education",
        areas="employment",
        stems=r"folkhögskol studieförbund vuxen komvux \bsfi\b \babf\b adult",
    ),
    _role(
        "social services",
        N_("Social services"),
        _HELP,
        among="municipality",
        areas="employment safety services",
        stems="socialtjänst socialförvalt försörjningsstöd fältar social.services",
    ),
    _role(
        "schools",
        N_("Schools and preschools"),
        _HELP,
        among="education",
        areas="school safety",
        stems="(?<!vuxen)(?<!hög)(?<!kultur)(?<!musik)skol gymnasi school",
    ),
    _role(
        "parents",
        N_("Parents"),
        _WHOSE,
        among="residents",
        areas="school",
        stems="föräld vårdnadshav parent mamm papp",
    ),
    _role(
        "sport",
        N_("Sports clubs"),
        _REACH,
        kinds="sport",
        areas="school safety services",
        stems=r"idrott fotboll hockey handboll innebandy simklubb \bsports? football",
    ),
    _role(
        "culture",
        N_("Culture and library"),
        _REACH,
        kinds="culture",
        areas="school services",
        stems=r"bibliotek kultur musikskol museum museet \bteat(er|ern)\b library culture theatre",
    ),
    _role(
        "health",
        N_("Health care"),
        _HELP,
        kinds="health",
        areas="school services employment",
        stems=r"vårdcentral hälso sjukvård sjukhus \bbvc\b \bmvc\b tandvård health clinic hospital",
    ),
    _role(
        "shops",
        N_("Shops and owners of premises"),
        _DECIDE,
        kinds="business",
        areas="services safety",
        stems=r"butik handlar köpman köpmän fastighetsäg \bica\b \bcoop\b \bshops?\b \bstores?\b",
    ),
    _role(
        "police",
        N_("Police"),
        _HELP,
        kinds="police",
        areas="safety",
        stems=r"(\b|när|områdes|kommun)polis \bpolice",
    ),
    _role(
        "evening presence",
        N_("Night walkers and neighbourhood watch"),
        _REACH,
        among="civil society, residents",
        areas="safety",
        stems="nattvandr grannsamverkan trygghetsvärd night neighbourhood",
    ),
)


def roles(areas: list[str]) -> list[ChecklistRole]:
    """The roles of these focus areas, with those that belong to all; all roles without an area."""
    wanted = set(areas)
    return [role for role in CHECKLIST if not role.areas or not wanted or role.areas & wanted]
