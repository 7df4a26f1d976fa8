-- The client's own question, answered into the file :checked. One that fails is no reason to have no backup.
RESET search_path;
SAVEPOINT before_check;
\o :checked
\set ON_ERROR_STOP 0
\i :check
\set ON_ERROR_STOP 1
\if :ERROR
ROLLBACK TO before_check;
\qecho failed: :LAST_ERROR_MESSAGE
\endif
\o
