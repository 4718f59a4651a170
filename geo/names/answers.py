"""What the geocoder answers: a match that says how it was made, several candidates, or a refusal with its reason."""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from geo.names.index import Spot

Method = Literal["", "alias", "code", "folded", "transliterated", "edit"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name could mean, and how strongly (0 to 1)."""

    place_id: str
    place_name: str
    kind: str
    country: str
    score: float

    def as_dict(self) -> dict[str, Any]:
        """Write it for JSON."""
        return {
            "place_id": self.place_id, "place_name": self.place_name, "kind": self.kind, "country": self.country,
            "score": self.score,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What all answers share."""

    status: ClassVar[str]
    name: str
    reason: str = ""
    candidates: tuple[Candidate, ...] = ()
    method: Method = ""
    spot: Spot | None = None
    score: float = 0.0
    metonym: bool = False

    @property
    def place_id(self) -> str | None:
        """The place's id; ``None`` unless matched."""
        return self.spot.id if self.spot else None

    @property
    def place_name(self) -> str | None:
        """The place's name; ``None`` unless matched."""
        return self.spot.name if self.spot else None

    @property
    def kind(self) -> str | None:
        """The place's kind; ``None`` unless matched."""
        return self.spot.kind if self.spot else None

    @property
    def country(self) -> str | None:
        """The place's country, two for a crossing; ``None`` unless matched."""
        return self.spot.country if self.spot else None

    @property
    def lat(self) -> float | None:
        """Latitude: of an area, a point inside it, within ``precision_km``; ``None`` where none is known."""
        return self.spot.lat if self.spot else None

    @property
    def lon(self) -> float | None:
        """Longitude, like ``lat``."""
        return self.spot.lon if self.spot else None

    @property
    def precision_km(self) -> float | None:
        """Radius within which the place lies."""
        return self.spot.precision_km if self.spot else None

    def as_dict(self) -> dict[str, Any]:
        """Write the answer for JSON, in the order that ``marz geocode`` prints."""
        return {
            "name": self.name, "status": self.status, "place_id": self.place_id, "place_name": self.place_name,
            "kind": self.kind, "country": self.country, "lat": self.lat, "lon": self.lon,
            "precision_km": self.precision_km, "method": self.method or None,
            "score": self.score if self.spot else None, "reason": self.reason,
            "candidates": [c.as_dict() for c in self.candidates],
        }  # fmt: skip


class Match(Answer):
    """One place. ``metonym`` says that the name stands for its government here."""

    __slots__ = ()
    status = "matched"


class Ambiguous(Answer):
    """Several places; ``candidates`` ranks them."""

    __slots__ = ()
    status = "ambiguous"


class Refusal(Answer):
    """No place, and why."""

    __slots__ = ()
    status = "refused"
