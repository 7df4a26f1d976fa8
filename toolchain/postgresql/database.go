package postgresql

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/pulumi/pulumi-go-provider/infer"
)

// Database is postgresql.Database.
type Database struct{}

// DatabaseArgs are its inputs.
type DatabaseArgs struct {
	Name                 *string `pulumi:"name,optional"`
	Owner                *string `pulumi:"owner,optional"`
	Template             *string `pulumi:"template,optional" provider:"replaceOnChanges"`
	Encoding             *string `pulumi:"encoding,optional" provider:"replaceOnChanges"`
	LcCollate            *string `pulumi:"lcCollate,optional" provider:"replaceOnChanges"`
	LcCtype              *string `pulumi:"lcCtype,optional" provider:"replaceOnChanges"`
	TablespaceName       *string `pulumi:"tablespaceName,optional"`
	ConnectionLimit      *int    `pulumi:"connectionLimit,optional"`
	AllowConnections     *bool   `pulumi:"allowConnections,optional"`
	IsTemplate           *bool   `pulumi:"isTemplate,optional"`
	AlterObjectOwnership *bool   `pulumi:"alterObjectOwnership,optional"`
}

// DatabaseState is what is known of it.
type DatabaseState struct {
	Name                 string `pulumi:"name"`
	Owner                string `pulumi:"owner"`
	Template             string `pulumi:"template"`
	Encoding             string `pulumi:"encoding"`
	LcCollate            string `pulumi:"lcCollate"`
	LcCtype              string `pulumi:"lcCtype"`
	TablespaceName       string `pulumi:"tablespaceName"`
	ConnectionLimit      *int   `pulumi:"connectionLimit,optional"`
	AllowConnections     *bool  `pulumi:"allowConnections,optional"`
	IsTemplate           bool   `pulumi:"isTemplate"`
	AlterObjectOwnership *bool  `pulumi:"alterObjectOwnership,optional"`
}

// Annotate names it as the official plugin does.
func (Database) Annotate(a infer.Annotator) { a.SetToken("index/database", "Database") }

// WireDependencies says that a changed input never makes another output unknown.
func (Database) WireDependencies(f infer.FieldSelector, _ *DatabaseArgs, state *DatabaseState) {
	f.OutputField(state).AlwaysKnown()
}

// Check fills in the defaults.
func (Database) Check(
	ctx context.Context, request infer.CheckRequest,
) (infer.CheckResponse[DatabaseArgs], error) {
	args, failures, err := infer.DefaultCheck[DatabaseArgs](ctx, request.NewInputs)
	// What the server chose, or an import found, stays as it is until somebody asks for something else.
	keep(&args.Template, request.OldInputs, "template")
	keep(&args.Encoding, request.OldInputs, "encoding")
	keep(&args.LcCollate, request.OldInputs, "lcCollate")
	keep(&args.LcCtype, request.OldInputs, "lcCtype")
	keep(&args.TablespaceName, request.OldInputs, "tablespaceName")
	keep(&args.IsTemplate, request.OldInputs, "isTemplate")
	setDefault(&args.ConnectionLimit, -1)
	setDefault(&args.AllowConnections, true)
	setDefault(&args.AlterObjectOwnership, false)
	return infer.CheckResponse[DatabaseArgs]{Inputs: args, Failures: failures}, err
}

// Create makes the database.
func (Database) Create(
	ctx context.Context, request infer.CreateRequest[DatabaseArgs],
) (infer.CreateResponse[DatabaseState], error) {
	server, args := configured(ctx), request.Inputs
	state := plannedDatabase(args, server.username)
	response := infer.CreateResponse[DatabaseState]{ID: state.Name, Output: state}
	if request.DryRun {
		return response, nil
	}
	err := server.run(ctx, func(connection *pgx.Conn) error {
		if err := changeOutside(ctx, connection, createDatabase(args, state)); err != nil {
			return err
		}
		return readDatabase(ctx, connection, &response.Output)
	})
	return response, err
}

// Read finds the database by its name.
func (Database) Read(
	ctx context.Context, request infer.ReadRequest[DatabaseArgs, DatabaseState],
) (infer.ReadResponse[DatabaseArgs, DatabaseState], error) {
	state, importing := request.State, request.State.Name == ""
	if importing {
		state = DatabaseState{Name: request.ID, Template: "template0", AlterObjectOwnership: new(bool)}
	}
	err := configured(ctx).run(ctx, func(connection *pgx.Conn) error {
		return readDatabase(ctx, connection, &state)
	})
	if isGone(err) {
		return infer.ReadResponse[DatabaseArgs, DatabaseState]{}, nil
	}
	return infer.ReadResponse[DatabaseArgs, DatabaseState]{
		ID: state.Name, State: state, Inputs: refreshedDatabase(request.Inputs, state, importing),
	}, err
}

// Update changes what PostgreSQL can change in place.
func (Database) Update(
	ctx context.Context, request infer.UpdateRequest[DatabaseArgs, DatabaseState],
) (infer.UpdateResponse[DatabaseState], error) {
	server, old := configured(ctx), request.State
	state := updatedDatabase(request.Inputs, old)
	response := infer.UpdateResponse[DatabaseState]{Output: state}
	if request.DryRun {
		return response, nil
	}
	err := server.run(ctx, func(connection *pgx.Conn) error {
		if err := change(ctx, connection, alterDatabase(old, state)...); err != nil {
			return err
		}
		if err := moveDatabase(ctx, connection, old, state); err != nil {
			return err
		}
		return readDatabase(ctx, connection, &response.Output)
	})
	if err == nil && *state.AlterObjectOwnership && old.Owner != state.Owner {
		err = server.runIn(ctx, state.Name, func(connection *pgx.Conn) error {
			return change(ctx, connection,
				"REASSIGN OWNED BY "+identifier(old.Owner)+" TO "+identifier(state.Owner))
		})
	}
	return response, err
}

// Delete drops the database and ends the sessions in it.
func (Database) Delete(
	ctx context.Context, request infer.DeleteRequest[DatabaseState],
) (infer.DeleteResponse, error) {
	name := request.State.Name
	err := configured(ctx).run(ctx, func(connection *pgx.Conn) error {
		if request.State.IsTemplate {
			if err := change(ctx, connection, "ALTER DATABASE "+identifier(name)+" IS_TEMPLATE false"); err != nil {
				return err
			}
		}
		return changeOutside(ctx, connection, "DROP DATABASE IF EXISTS "+identifier(name)+" WITH (FORCE)")
	})
	return infer.DeleteResponse{}, err
}
