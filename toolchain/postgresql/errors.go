package postgresql

import (
	"errors"
	"fmt"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"
)

const (
	databaseUnknown = "3D000"
	cannotConnect   = "57P03"
	adminShutdown   = "57P01"
	wrongPassword   = "28P01"
)

// explain says which server an error came from, and what to do where that is known.
func (s *server) explain(err error) error {
	var answer *pgconn.PgError
	var connect *pgconn.ConnectError
	switch {
	case err == nil:
		return nil
	case hasCode(err, cannotConnect), hasCode(err, adminShutdown):
		return fmt.Errorf("PostgreSQL at %s is starting or stopping; wait until it accepts connections, then try again: %w",
			s.address(), err)
	case errors.Is(err, syscall.ECONNREFUSED):
		return fmt.Errorf("PostgreSQL at %s: connection refused; start the server, or wait until it is up, then try again",
			s.address())
	case hasCode(err, wrongPassword):
		return fmt.Errorf("PostgreSQL at %s refused the password of role %q", s.address(), s.settings.ConnConfig.User)
	case errors.As(err, &answer) && !errors.As(err, &connect):
		return fmt.Errorf("PostgreSQL at %s: %w%s", s.address(), err, details(answer))
	default:
		return fmt.Errorf("PostgreSQL at %s: %w", s.address(), err)
	}
}

func details(answer *pgconn.PgError) string {
	var text strings.Builder
	for _, part := range []string{answer.Detail, answer.Hint} {
		if part != "" {
			text.WriteString("\n" + part)
		}
	}
	return text.String()
}

func hasCode(err error, code string) bool {
	var answer *pgconn.PgError
	return errors.As(err, &answer) && answer.Code == code
}
