"""A workshop fitted to a day: clock times, numbers and what to print, kept in the address; all of it without script."""

from __future__ import annotations

import datetime
import gzip
from math import ceil
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.library import LIBRARY

from .conftest import Visit

ROOT = Path(__file__).parents[2]
#: more than the script may take on the wire
MOST_BYTES = 3 * 1024
NAME = 'hinderverkstad'
FILE = f'docs/workshops/{NAME}.html'
HEADER: dict[str, Any] = yaml.safe_load(
    (LIBRARY / 'docs/workshops' / f'{NAME}.md').read_text('utf-8').split('---\n')[1]
)


def clocks(start: int) -> list[str]:
    """When each part begins and ends, *start* minutes into the day."""
    found = []
    for part in HEADER['agenda']:
        end = start + part['minutes']
        found.append('–'.join(f'{minutes // 60:02d}:{minutes % 60:02d}' for minutes in (start, end)))
        start = end
    return found


def needed(people: int) -> list[str]:
    """How many tables, then how many of each thing."""
    tables = ceil(people / HEADER['group_size']['per_table'])
    numbers = [tables]
    for item in HEADER['print_list']:
        each = item.get('per_table') or item.get('per_group')
        numbers.append(each * tables if each else item.get('per_person', 0) * people or item['count'])
    return [str(number) for number in numbers]


def table(page: Page) -> list[str]:
    return page.locator('.s3-table-agenda tbody th').all_inner_texts()


@pytest.mark.parametrize('from_disk', [False, True])
def test_times_and_numbers_follow_the_fields_and_stay_in_the_address(from_disk: bool, visit: Visit) -> None:
    page = visit(FILE, from_disk=from_disk)
    before = table(page)
    assert before[0] == '0:00'
    page.get_by_label('Starttid').fill('09:00')
    page.get_by_label('Antal deltagare').press_sequentially('17')
    assert table(page) == clocks(9 * 60)
    end = clocks(9 * 60)[-1].rpartition('–')[2]
    expect(page.get_by_role('status').filter(has_text='Ni')).to_contain_text(f'Ni börjar 09:00 och slutar {end}.')
    assert page.locator('.s3-planner-list td').all_inner_texts() == needed(17)
    address = page.url
    assert address.endswith('?start=09:00&people=17')
    page.goto('about:blank')
    page.goto(address)
    assert table(page) == clocks(9 * 60)
    assert page.locator('.s3-planner-list td').all_inner_texts() == needed(17)
    for label in ('Starttid', 'Antal deltagare'):
        page.get_by_label(label).fill('')
    assert table(page) == before
    assert page.locator('.s3-planner-list').count() == 0
    assert page.url.endswith(FILE)


def test_what_is_chosen_is_on_paper_and_the_table_of_many_numbers_else(visit: Visit) -> None:
    page = visit(f'{FILE}?start=08:15&people=12')
    page.emulate_media(media='print')
    assert table(page) == clocks(8 * 60 + 15)
    expect(page.locator('.s3-planner-list')).to_be_visible()
    expect(page.locator('.s3-planner-result')).to_be_visible()
    expect(page.get_by_label('Starttid')).to_be_hidden()
    expect(page.locator('.s3-amounts')).to_be_hidden()
    page.goto(page.url.partition('?')[0])
    page.emulate_media(media='print')
    expect(page.locator('.s3-table-amounts')).to_be_visible()


def test_the_sheet_for_participants_has_the_times_and_not_the_list(visit: Visit) -> None:
    page = visit(f'{FILE}?start=13:00&people=12')
    page.locator('.s3-switch-open a').click()
    expect(page.locator('.s3-planner')).to_be_hidden()
    expect(page.locator('.s3-planner-list')).to_be_hidden()
    assert table(page) == clocks(13 * 60)


def test_without_script_a_table_says_what_so_many_need(visit: Visit) -> None:
    page = visit(FILE, script=False)
    expect(page.locator('.s3-planner')).to_be_hidden()
    page.locator('.s3-amounts summary').click()
    people = [int(text) for text in page.locator('.s3-table-amounts thead th').all_inner_texts()[1:]]
    size = HEADER['group_size']
    assert people == sorted(
        {size['min'], size['max'], *(n for n in (8, 12, 16, 20, 24, 30, 40) if size['min'] < n < size['max'])}
    )
    rows = [row.locator('td').all_inner_texts() for row in page.locator('.s3-table-amounts tbody tr').all()]
    assert rows == [list(row) for row in zip(*(needed(number) for number in people), strict=True)]


def test_the_script_is_small_and_on_workshops_alone(handbook: Path) -> None:
    script = (ROOT / 's3ext/web/static/s3-planner.js').read_bytes()
    assert len(gzip.compress(script)) < MOST_BYTES
    loading = {
        f.relative_to(handbook).as_posix() for f in handbook.rglob('*.html') if 's3-planner.js' in f.read_text('utf-8')
    }
    workshops = {f'docs/workshops/{f.stem}.html' for f in (LIBRARY / 'docs/workshops').glob('*.md')}
    assert loading == workshops - {'docs/workshops/index.html'}


def _stop_clock(page: Page, time: datetime.datetime) -> None:
    """Let it be *time*, until the test lets time pass; in a window of its own, where it stays so."""
    page.clock.install(time=time - datetime.timedelta(minutes=1))
    page.clock.pause_at(time)


def _room(page: Page) -> dict[str, str]:
    dialog = page.get_by_role('dialog')
    return {
        name: dialog.locator(f'.s3-room-{name}').inner_text() for name in ('part', 'title', 'times', 'left', 'next')
    }


@pytest.mark.parametrize('from_disk', [False, True])
def test_the_room_sees_one_part_at_a_time_with_the_clock_running(from_disk: bool, visit: Visit) -> None:
    parts = HEADER['agenda']
    page = visit(FILE, from_disk=from_disk, own=True)
    _stop_clock(page, datetime.datetime(2026, 12, 1, 7, 0))
    page.get_by_label('Starttid').fill('09:00')
    page.get_by_role('button', name='Visa en del i taget').press('Enter')
    first, second = parts[0], parts[1]
    # long before it starts, the clock runs from when a part is shown
    assert _room(page) == {
        'part': f'Del 1 av {len(parts)}',
        'title': first['part'],
        'times': f'{clocks(540)[0]} · Alla tillsammans',
        'left': f'{first["minutes"]}:00 kvar',
        'next': f'Sedan: {second["part"]}',
    }
    page.clock.run_for(65_000)
    assert _room(page)['left'] == f'{first["minutes"] - 2}:55 kvar'
    page.clock.run_for(first['minutes'] * 60_000)
    assert _room(page)['left'] == '1:05 över tiden'
    page.keyboard.press('PageDown')
    assert _room(page)['title'] == second['part']
    page.keyboard.press('ArrowLeft')
    assert _room(page)['title'] == first['part']
    for _ in parts:
        page.keyboard.press('ArrowRight')
    assert (_room(page)['title'], _room(page)['next']) == (parts[-1]['part'], 'Sedan är ni klara.')
    page.keyboard.press('Escape')
    assert page.get_by_role('dialog').count() == 0


def test_the_room_begins_with_the_part_of_the_hour_and_ends_it_when_it_shall(visit: Visit) -> None:
    parts = HEADER['agenda']
    now = parts[0]['minutes'] + 5
    page = visit(f'{FILE}?start=09:00', own=True)
    _stop_clock(page, datetime.datetime(2026, 12, 1, 9, now))
    page.get_by_role('button', name='Visa en del i taget').click()
    assert _room(page)['title'] == parts[1]['part']
    assert _room(page)['left'] == f'{parts[1]["minutes"] - 5}:00 kvar'
    page.set_viewport_size({'width': 320, 'height': 640})
    assert page.get_by_role('dialog').evaluate('dialog => dialog.scrollWidth <= dialog.clientWidth')
