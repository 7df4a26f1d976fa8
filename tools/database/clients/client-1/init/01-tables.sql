CREATE TABLE visits (
    id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
    visited_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX visits_visited_at ON visits (visited_at);

CREATE TABLE opening_hours (
    position int PRIMARY KEY,
    day text NOT NULL UNIQUE,
    hours text NOT NULL
);
