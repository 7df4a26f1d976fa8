-- Runs after 01-tables.sql: files run in the order of their names.
INSERT INTO opening_hours (position, day, hours) VALUES
    (1, 'Tuesday to Friday', '7:00 – 18:00'),
    (2, 'Saturday', '7:00 – 14:00'),
    (3, 'Sunday', '8:00 – 12:00'),
    (4, 'Monday', 'closed');
