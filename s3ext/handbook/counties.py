"""Sweden's counties: code (SCB), name, and the code of each as a region for statistics (Eurostat, NUTS 3, 2024)."""

from __future__ import annotations

from typing import NamedTuple


class County(NamedTuple):
    """A county: ``nuts3`` begins with the code of the larger region (NUTS 2) that it lies in."""

    code: str
    name: str
    nuts3: str


COUNTIES = (
    County('01', 'Stockholms län', 'SE110'),
    County('03', 'Uppsala län', 'SE121'),
    County('04', 'Södermanlands län', 'SE122'),
    County('05', 'Östergötlands län', 'SE123'),
    County('06', 'Jönköpings län', 'SE211'),
    County('07', 'Kronobergs län', 'SE212'),
    County('08', 'Kalmar län', 'SE213'),
    County('09', 'Gotlands län', 'SE214'),
    County('10', 'Blekinge län', 'SE221'),
    County('12', 'Skåne län', 'SE224'),
    County('13', 'Hallands län', 'SE231'),
    County('14', 'Västra Götalands län', 'SE232'),
    County('17', 'Värmlands län', 'SE311'),
    County('18', 'Örebro län', 'SE124'),
    County('19', 'Västmanlands län', 'SE125'),
    County('20', 'Dalarnas län', 'SE312'),
    County('21', 'Gävleborgs län', 'SE313'),
    County('22', 'Västernorrlands län', 'SE321'),
    County('23', 'Jämtlands län', 'SE322'),
    County('24', 'Västerbottens län', 'SE331'),
    County('25', 'Norrbottens län', 'SE332'),
)
BY_NAME = {county.name: county for county in COUNTIES}
