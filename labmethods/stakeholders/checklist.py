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
    """Kinds of actor that may fill it."""
    stems: tuple[str, ...] = field(default=())
    """Regular expressions for words in a name or note that show it is filled, in both languages."""


_WHOSE = N_("Who speaks for them today: they themselves, or others about them?")
_HELP = N_("Whom do they meet that the lab doesn't?")
_DECIDE = N_("What can only they decide or pay for?")
_REACH = N_("What do they already do here, and for whom?")


def _role(
    key: str, title: str, question: str, kinds: str, areas: str = "", stems: str = ""
) -> ChecklistRole:
    return ChecklistRole(
        key,
        title,
        question,
        frozenset(areas.split()),
        frozenset(kinds.split(", ")),
        tuple(stems.split()),
    )


CHECKLIST = (
    _role("residents", N_("Residents"), _WHOSE, "residents"),
    _role(
        "women",
        N_("Women in the area"),
        _WHOSE,
        "residents",
        "",
        r"kvinn tjej flick \bwomen \bgirl",
    ),
    _role(
        "young",
        N_("Children and young people"),
        _WHOSE,
        "residents",
        "",
        r"ungdom \bunga \bbarn elev youth young child pupil",
    ),
    _role(
        "older",
        N_("Older people"),
        _WHOSE,
        "residents",
        "",
        r"\bäldre pension senior \bolder elder",
    ),
    _role(
        "newcomers",
        N_("Newcomers and people born abroad"),
        _WHOSE,
        "residents",
        "",
        "nyanländ utrikes flykting newcomer abroad refugee",
    ),
    _role("tenants", N_("Tenants' association"), _WHOSE, "tenants association"),
    _role("housing", N_("Housing company"), _DECIDE, "housing company"),
    _role("municipality", N_("Municipality"), _DECIDE, "municipality"),
    _role("associations", N_("Associations"), _REACH, "civil society"),
    _role("faith", N_("Faith communities"), _REACH, "faith"),
    _role("employers", N_("Employers"), _DECIDE, "employer, business", "employment"),
    _role(
        "employment service",
        N_("Public employment service"),
        _DECIDE,
        "agency",
        "employment",
        "arbetsförmedl employment.service",
    ),
    _role(
        "adult education",
        N_("Adult education"),
        _REACH,
        "education",
        "employment",
        r"folkhögskol studieförbund vuxen komvux \bsfi\b \babf\b adult",
    ),
    _role(
        "social services",
        N_("Social services"),
        _HELP,
        "municipality",
        "employment safety services",
        "socialtjänst socialförvalt försörjningsstöd fältar social.services",
    ),
    _role(
        "schools",
        N_("Schools and preschools"),
        _HELP,
        "education",
        "school safety",
        "(?<!vuxen)(?<!hög)(?<!kultur)skol gymnasi school",
    ),
    _role(
        "parents",
        N_("Parents"),
        _WHOSE,
        "residents",
        "school",
        "föräld vårdnadshav parent mamm papp",
    ),
    _role("sport", N_("Sports clubs"), _REACH, "sport", "school safety services"),
    _role("culture", N_("Culture and library"), _REACH, "culture", "school services"),
    _role("health", N_("Health care"), _HELP, "health", "school services employment"),
    _role("shops", N_("Shops and owners of premises"), _DECIDE, "business", "services safety"),
    _role("police", N_("Police"), _HELP, "police", "safety"),
    _role(
        "evening presence",
        N_("Night walkers and neighbourhood watch"),
        _REACH,
        "civil society, residents",
        "safety",
        "nattvandr grannsamverkan trygghetsvärd night neighbourhood",
    ),
)


def roles(areas: list[str]) -> list[ChecklistRole]:
    """The roles of these focus areas, with those that belong to all; all roles without an area."""
    wanted = set(areas)
    return [role for role in CHECKLIST if not role.areas or not wanted or role.areas & wanted]
