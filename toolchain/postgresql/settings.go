package postgresql

import (
	"cmp"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

const manyConnections = 1000

// poolSettings reads what is configured; pgx adds the rest of libpq's environment.
func poolSettings(c *Config) (*pgxpool.Config, error) {
	if scheme := value(c.Scheme, "postgres"); scheme != "postgres" {
		return nil, fmt.Errorf("scheme %q: this plugin only knows postgres; the official one knows the clouds'", scheme)
	}
	settings, err := pgxpool.ParseConfig(connectionString(c))
	if err != nil {
		return nil, fmt.Errorf("PostgreSQL connection settings: %w", err)
	}
	if c.Password != nil {
		settings.ConnConfig.Password = *c.Password
	}
	settings.ConnConfig.ConnectTimeout = time.Duration(value(c.ConnectTimeout, 180)) * time.Second
	settings.MaxConns = int32(value(c.MaxConnections, 20))
	if settings.MaxConns <= 0 {
		settings.MaxConns = manyConnections
	}
	// A server that is told to stop may wait for its sessions: idle ones must not hold it up.
	settings.MaxConnIdleTime, settings.HealthCheckPeriod = 2*time.Second, time.Second
	return settings, nil
}

func connectionString(c *Config) string {
	settings := map[string]string{
		"host":     value(c.Host, cmp.Or(os.Getenv("PGHOST"), "localhost")),
		"database": value(c.Database, cmp.Or(os.Getenv("PGDATABASE"), "postgres")),
		"user":     value(c.Username, cmp.Or(os.Getenv("PGUSER"), "postgres")),
		"sslmode":  cmp.Or(value(c.Sslmode, os.Getenv("PGSSLMODE")), "require"),
	}
	if c.Port != nil {
		settings["port"] = fmt.Sprint(*c.Port)
	}
	if c.Sslrootcert != nil {
		settings["sslrootcert"] = *c.Sslrootcert
	}
	var text strings.Builder
	escape := strings.NewReplacer(`\`, `\\`, `'`, `\'`)
	for name, setting := range settings {
		fmt.Fprintf(&text, "%s='%s' ", name, escape.Replace(setting))
	}
	return text.String()
}
