-- The main figures of groups of people, with what is shown of them: a scorecard reads a few of every unit and of every
-- release, out of ten times as many cells.
CREATE INDEX release_cell_main ON release_cell (organisation_id, release_id, unit_id, figure, side, topic) INCLUDE (shown)
    WHERE figure IN ('index', 'nps', 'csat', 'gap', 'gap_significance')
    AND group_key IS NULL AND subject_id IS NULL AND topic NOT LIKE '%.%';
