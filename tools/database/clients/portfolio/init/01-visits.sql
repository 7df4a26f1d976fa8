CREATE TABLE visits (
    id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
    visited_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX visits_visited_at ON visits (visited_at);
