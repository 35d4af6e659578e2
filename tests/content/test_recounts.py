"""Every number and list of the real handbook against the headers of its pages."""

from __future__ import annotations

from tests.site.test_recounts import (
    library,
    test_agendas_add_up,
    test_alike_cases_share_most_and_say_what,
    test_bars_of_evidence_and_of_obstacles_tell_what_the_headers_say,
    test_cases_and_those_who_name_them_know_each_other,
    test_completeness_lists_every_entry_the_emptiest_first,
    test_every_cell_of_the_choices_tells_what_the_headers_say,
    test_every_question_leads_to_the_pages_that_answer_it,
    test_every_text_of_a_header_is_printed,
    test_links_to_words_lead_to_them,
    test_map_and_its_table_tell_what_the_headers_say,
    test_matrices_tell_what_the_headers_say,
    test_news_are_those_of_the_headers,
    test_obstacle_pages_group_the_cases_by_how_it_went,
    test_regions_are_compared_by_size_structure_and_what_they_share,
    test_small_maps_light_the_regions_of_the_headers,
    test_strategies_that_have_run_out_are_marked,
    test_timeline_runs_from_the_first_beginning,
    test_white_spots_are_those_of_the_headers,
    test_words_are_places_in_swedish_order,
)

__all__ = [
    'library',
    'test_agendas_add_up',
    'test_alike_cases_share_most_and_say_what',
    'test_bars_of_evidence_and_of_obstacles_tell_what_the_headers_say',
    'test_cases_and_those_who_name_them_know_each_other',
    'test_completeness_lists_every_entry_the_emptiest_first',
    'test_every_cell_of_the_choices_tells_what_the_headers_say',
    'test_every_question_leads_to_the_pages_that_answer_it',
    'test_every_text_of_a_header_is_printed',
    'test_links_to_words_lead_to_them',
    'test_map_and_its_table_tell_what_the_headers_say',
    'test_matrices_tell_what_the_headers_say',
    'test_news_are_those_of_the_headers',
    'test_obstacle_pages_group_the_cases_by_how_it_went',
    'test_regions_are_compared_by_size_structure_and_what_they_share',
    'test_small_maps_light_the_regions_of_the_headers',
    'test_strategies_that_have_run_out_are_marked',
    'test_timeline_runs_from_the_first_beginning',
    'test_white_spots_are_those_of_the_headers',
    'test_words_are_places_in_swedish_order',
]
