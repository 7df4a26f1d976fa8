package postgresql

import (
	"context"
	"net"
	"strconv"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// server opens connections to one PostgreSQL server.
type server struct {
	settings *pgxpool.Config
	username string
	slots    chan struct{}

	pool func() (*pgxpool.Pool, error)
}

func newServer(c *Config) (*server, error) {
	settings, err := poolSettings(c)
	if err != nil {
		return nil, err
	}
	s := &server{
		settings: settings,
		username: value(c.DatabaseUsername, settings.ConnConfig.User),
		slots:    make(chan struct{}, settings.MaxConns),
	}
	s.pool = sync.OnceValues(func() (*pgxpool.Pool, error) {
		return pgxpool.NewWithConfig(context.Background(), s.settings)
	})
	return s, nil
}

func (s *server) address() string {
	connection := s.settings.ConnConfig
	return net.JoinHostPort(connection.Host, strconv.Itoa(int(connection.Port)))
}

// run works in the provider's own database.
func (s *server) run(ctx context.Context, work func(*pgx.Conn) error) error {
	pool, err := s.pool()
	if err != nil {
		return s.explain(err)
	}
	connection, err := pool.Acquire(ctx)
	if err != nil {
		return s.explain(err)
	}
	defer connection.Release()
	return s.explain(work(connection.Conn()))
}

// runIn works in the named database, over a connection that is gone afterwards so that it never
// stands in the way of a rename or a drop.
func (s *server) runIn(ctx context.Context, database string, work func(*pgx.Conn) error) error {
	if database == s.database() {
		return s.run(ctx, work)
	}
	s.slots <- struct{}{}
	defer func() { <-s.slots }()
	settings := s.settings.ConnConfig.Copy()
	settings.Database = database
	connection, err := pgx.ConnectConfig(ctx, settings)
	if err != nil {
		return s.explain(err)
	}
	defer connection.Close(context.WithoutCancel(ctx))
	return s.explain(work(connection))
}

func (s *server) database() string { return s.settings.ConnConfig.Database }
