-- A run that has a ranking asks nothing else: behaviours are put in order by parties. The document names both.
ALTER TABLE survey ADD COLUMN ranking TEXT CHECK (ranking IS NULL OR (form IS NULL AND kind = 'assessment'));
