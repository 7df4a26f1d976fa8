package postgresql

import (
	"context"
	"errors"
	"strings"

	"github.com/jackc/pgx/v5"
	p "github.com/pulumi/pulumi-go-provider"
	"github.com/pulumi/pulumi-go-provider/infer"
)

// Extension is postgresql.Extension.
type Extension struct{}

// ExtensionArgs are its inputs.
type ExtensionArgs struct {
	Name          *string `pulumi:"name,optional" provider:"replaceOnChanges"`
	Database      *string `pulumi:"database,optional" provider:"replaceOnChanges"`
	Schema        *string `pulumi:"schema,optional"`
	Version       *string `pulumi:"version,optional"`
	CreateCascade *bool   `pulumi:"createCascade,optional"`
	DropCascade   *bool   `pulumi:"dropCascade,optional"`
}

// ExtensionState is what is known of it.
type ExtensionState struct {
	Name          string `pulumi:"name"`
	Database      string `pulumi:"database"`
	Schema        string `pulumi:"schema"`
	Version       string `pulumi:"version"`
	CreateCascade *bool  `pulumi:"createCascade,optional"`
	DropCascade   *bool  `pulumi:"dropCascade,optional"`
}

// Annotate names it as the official plugin does.
func (Extension) Annotate(a infer.Annotator) { a.SetToken("index/extension", "Extension") }

// WireDependencies says that only the server knows the schema and version that were not asked for.
func (Extension) WireDependencies(f infer.FieldSelector, args *ExtensionArgs, state *ExtensionState) {
	f.OutputField(&state.Name).AlwaysKnown()
	f.OutputField(&state.Database).AlwaysKnown()
	f.OutputField(&state.Schema).DependsOn(f.InputField(&args.Schema))
	f.OutputField(&state.Version).DependsOn(f.InputField(&args.Version))
}

// Check fills in the defaults.
func (Extension) Check(
	ctx context.Context, request infer.CheckRequest,
) (infer.CheckResponse[ExtensionArgs], error) {
	args, failures, err := infer.DefaultCheck[ExtensionArgs](ctx, request.NewInputs)
	if request.NewInputs.Get("name").IsNull() {
		failures = append(failures, p.CheckFailure{Property: "name", Reason: "give the extension's name, such as uuid-ossp"})
	}
	setDefault(&args.CreateCascade, false)
	setDefault(&args.DropCascade, false)
	return infer.CheckResponse[ExtensionArgs]{Inputs: args, Failures: failures}, err
}

// Create installs the extension.
func (Extension) Create(
	ctx context.Context, request infer.CreateRequest[ExtensionArgs],
) (infer.CreateResponse[ExtensionState], error) {
	server, args := configured(ctx), request.Inputs
	state := ExtensionState{
		Name: *args.Name, Database: value(args.Database, server.database()),
		Schema: value(args.Schema, ""), Version: value(args.Version, ""),
		CreateCascade: args.CreateCascade, DropCascade: args.DropCascade,
	}
	response := infer.CreateResponse[ExtensionState]{ID: state.id(), Output: state}
	if request.DryRun {
		return response, nil
	}
	err := server.runIn(ctx, state.Database, func(connection *pgx.Conn) error {
		if err := change(ctx, connection, createExtension(state)); err != nil {
			return err
		}
		return readExtension(ctx, connection, &response.Output)
	})
	return response, err
}

// Read finds the extension by database and name.
func (Extension) Read(
	ctx context.Context, request infer.ReadRequest[ExtensionArgs, ExtensionState],
) (infer.ReadResponse[ExtensionArgs, ExtensionState], error) {
	state, importing := request.State, request.State.Name == ""
	if importing {
		var found bool
		state.CreateCascade, state.DropCascade = new(bool), new(bool)
		if state.Database, state.Name, found = strings.Cut(request.ID, "."); !found {
			return infer.ReadResponse[ExtensionArgs, ExtensionState]{},
				errors.New("import an extension as DATABASE.EXTENSION")
		}
	}
	err := configured(ctx).runIn(ctx, state.Database, func(connection *pgx.Conn) error {
		return readExtension(ctx, connection, &state)
	})
	if isGone(err) {
		return infer.ReadResponse[ExtensionArgs, ExtensionState]{}, nil
	}
	return infer.ReadResponse[ExtensionArgs, ExtensionState]{ID: state.id(), State: state, Inputs: ExtensionArgs{
		Name:          &state.Name,
		Database:      refreshed(request.Inputs.Database, state.Database, importing),
		Schema:        refreshed(request.Inputs.Schema, state.Schema, importing),
		Version:       refreshed(request.Inputs.Version, state.Version, importing),
		CreateCascade: state.CreateCascade,
		DropCascade:   state.DropCascade,
	}}, err
}

// Update moves the extension to another schema or version.
func (Extension) Update(
	ctx context.Context, request infer.UpdateRequest[ExtensionArgs, ExtensionState],
) (infer.UpdateResponse[ExtensionState], error) {
	args, old := request.Inputs, request.State
	state := old
	state.Schema, state.Version = value(args.Schema, old.Schema), value(args.Version, old.Version)
	state.CreateCascade, state.DropCascade = args.CreateCascade, args.DropCascade
	response := infer.UpdateResponse[ExtensionState]{Output: state}
	if request.DryRun {
		return response, nil
	}
	err := configured(ctx).runIn(ctx, state.Database, func(connection *pgx.Conn) error {
		return change(ctx, connection, alterExtension(old, state)...)
	})
	return response, err
}

// Delete drops the extension; one whose database is gone is gone too.
func (Extension) Delete(
	ctx context.Context, request infer.DeleteRequest[ExtensionState],
) (infer.DeleteResponse, error) {
	state := request.State
	err := configured(ctx).runIn(ctx, state.Database, func(connection *pgx.Conn) error {
		return change(ctx, connection, dropExtension(state))
	})
	if hasCode(err, databaseUnknown) {
		err = nil
	}
	return infer.DeleteResponse{}, err
}
