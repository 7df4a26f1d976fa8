package postgresql

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/pulumi/pulumi-go-provider/infer"
)

// Grant is postgresql.Grant.
type Grant struct{}

// GrantArgs are its inputs.
type GrantArgs struct {
	Role            string   `pulumi:"role" provider:"replaceOnChanges"`
	Database        string   `pulumi:"database" provider:"replaceOnChanges"`
	Schema          *string  `pulumi:"schema,optional" provider:"replaceOnChanges"`
	ObjectType      string   `pulumi:"objectType" provider:"replaceOnChanges"`
	Objects         []string `pulumi:"objects,optional" provider:"replaceOnChanges"`
	Columns         []string `pulumi:"columns,optional" provider:"replaceOnChanges"`
	Privileges      []string `pulumi:"privileges"`
	WithGrantOption *bool    `pulumi:"withGrantOption,optional" provider:"replaceOnChanges"`
}

// GrantState is what is known of it: nothing but its inputs.
type GrantState struct{ GrantArgs }

// Annotate names it as the official plugin does.
func (Grant) Annotate(a infer.Annotator) { a.SetToken("index/grant", "Grant") }

// WireDependencies says that a changed input never makes another output unknown.
func (Grant) WireDependencies(f infer.FieldSelector, _ *GrantArgs, state *GrantState) {
	f.OutputField(state).AlwaysKnown()
}

// Check fills in the default and refuses what PostgreSQL would.
func (Grant) Check(ctx context.Context, request infer.CheckRequest) (infer.CheckResponse[GrantArgs], error) {
	args, failures, err := infer.DefaultCheck[GrantArgs](ctx, request.NewInputs)
	setDefault(&args.WithGrantOption, false)
	if err == nil && len(failures) == 0 {
		failures = checkGrant(request.NewInputs, args)
	}
	return infer.CheckResponse[GrantArgs]{Inputs: args, Failures: failures}, err
}

// Create makes the role's privileges exactly those that are listed.
func (Grant) Create(
	ctx context.Context, request infer.CreateRequest[GrantArgs],
) (infer.CreateResponse[GrantState], error) {
	state := GrantState{request.Inputs}
	response := infer.CreateResponse[GrantState]{ID: state.id(), Output: state}
	if request.DryRun {
		return response, nil
	}
	return response, state.change(ctx, state.revoke(), state.grant())
}

// Read compares the access lists with what is listed.
func (Grant) Read(
	ctx context.Context, request infer.ReadRequest[GrantArgs, GrantState],
) (infer.ReadResponse[GrantArgs, GrantState], error) {
	state := request.State
	if state.ObjectType == "" {
		return infer.ReadResponse[GrantArgs, GrantState]{},
			errors.New("a grant cannot be imported: declare it, and it is made as declared")
	}
	err := state.run(ctx, func(connection *pgx.Conn) error { return state.read(ctx, connection) })
	if isGone(err) {
		return infer.ReadResponse[GrantArgs, GrantState]{}, nil
	}
	return infer.ReadResponse[GrantArgs, GrantState]{ID: state.id(), State: state, Inputs: state.GrantArgs}, err
}

// Update replaces one list of privileges with another.
func (Grant) Update(
	ctx context.Context, request infer.UpdateRequest[GrantArgs, GrantState],
) (infer.UpdateResponse[GrantState], error) {
	state := GrantState{request.Inputs}
	response := infer.UpdateResponse[GrantState]{Output: state}
	if request.DryRun {
		return response, nil
	}
	return response, state.change(ctx, state.revoke(), state.grant())
}

// Delete revokes the privileges; a grant on what is gone is gone too.
func (Grant) Delete(ctx context.Context, request infer.DeleteRequest[GrantState]) (infer.DeleteResponse, error) {
	state := request.State
	err := state.run(ctx, func(connection *pgx.Conn) error {
		if err := state.exists(ctx, connection); err != nil {
			return err
		}
		return change(ctx, connection, state.revoke())
	})
	if isGone(err) {
		err = nil
	}
	return infer.DeleteResponse{}, err
}
