package postgresql

import (
	"context"

	"github.com/pulumi/pulumi-go-provider/infer"
)

// Config holds the connection settings, named as the official plugin names them.
type Config struct {
	Host             *string `pulumi:"host,optional"`
	Port             *int    `pulumi:"port,optional"`
	Database         *string `pulumi:"database,optional"`
	Username         *string `pulumi:"username,optional"`
	Password         *string `pulumi:"password,optional" provider:"secret"`
	DatabaseUsername *string `pulumi:"databaseUsername,optional"`
	Superuser        *bool   `pulumi:"superuser,optional"`
	Sslmode          *string `pulumi:"sslmode,optional"`
	Sslrootcert      *string `pulumi:"sslrootcert,optional"`
	Scheme           *string `pulumi:"scheme,optional"`
	ConnectTimeout   *int    `pulumi:"connectTimeout,optional"`
	MaxConnections   *int    `pulumi:"maxConnections,optional"`
	ExpectedVersion  *string `pulumi:"expectedVersion,optional"`

	server *server
}

// Annotate declares the defaults that are part of the schema.
func (c *Config) Annotate(a infer.Annotator) {
	a.SetDefault(&c.Sslmode, nil, "PGSSLMODE")
	a.SetDefault(&c.ConnectTimeout, 180, "PGCONNECT_TIMEOUT")
}

// Configure prepares the connections; none is opened before a resource needs one.
func (c *Config) Configure(context.Context) error {
	server, err := newServer(c)
	c.server = server
	return err
}

func configured(ctx context.Context) *server {
	return infer.GetConfig[Config](ctx).server
}
