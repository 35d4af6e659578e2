"""What every page of the real handbook promises: sources, results, links that lead somewhere, nothing fetched."""

from __future__ import annotations

from tests.site.test_published import (
    pages,
    records,
    terms,
    test_every_footnote_leads_to_its_source_and_back,
    test_every_link_inside_the_handbook_leads_somewhere,
    test_every_result_says_how_it_is_known,
    test_every_source_is_a_page,
    test_every_source_of_a_header_is_printed,
    test_ids_are_unique_on_a_page,
    test_index_pages_list_all_of_their_kind,
    test_nothing_is_fetched_from_another_host,
    test_regions_list_the_cases_that_name_them,
)

__all__ = [
    'pages',
    'records',
    'terms',
    'test_every_footnote_leads_to_its_source_and_back',
    'test_every_link_inside_the_handbook_leads_somewhere',
    'test_every_result_says_how_it_is_known',
    'test_every_source_is_a_page',
    'test_every_source_of_a_header_is_printed',
    'test_ids_are_unique_on_a_page',
    'test_index_pages_list_all_of_their_kind',
    'test_nothing_is_fetched_from_another_host',
    'test_regions_list_the_cases_that_name_them',
]
